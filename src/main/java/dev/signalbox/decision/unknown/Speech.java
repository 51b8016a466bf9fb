package dev.signalbox.decision.unknown;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.drl.ast.descr.RuleDescr;

/**
 * What a rule says, as far as its text shows.
 *
 * @param cautious whether it may vote PARTIAL or MANUAL, or report a problem: so does all that cannot be followed
 * @param full whether it may vote FULL
 * @param outcomes of its FULL votes; empty when one of them is no plain text
 */
record Speech(boolean cautious, boolean full, Set<String> outcomes) {
    private static final Pattern QUIET = Pattern.compile("\"(?:\\\\.|[^\"\\\\])*+\"|//[^\n]*|(?s:/\\*.*?\\*/)");
    private static final Pattern ROUTE = Pattern.compile("\\broute\\b\\s*(\\.\\s*(\\w+)\\s*\\()?");
    private static final Pattern FULL = Pattern.compile("\\broute\\s*\\.\\s*full\\s*\\(\\s*(\"([^\"\\\\]*)\"\\s*,)?");
    private static final Set<String> HARMLESS = Set.of("full", "set", "priority");

    static Speech of(RuleDescr rule) {
        String text = rule.getConsequence() + " " + rule.getNamedConsequences().values();
        boolean cautious = false;
        Matcher verb = ROUTE.matcher(QUIET.matcher(text).replaceAll("\"\""));
        while (verb.find()) {
            cautious |= verb.group(2) == null || !HARMLESS.contains(verb.group(2));
        }
        var outcomes = new LinkedHashSet<String>();
        boolean full = false;
        boolean plain = true;
        Matcher vote = FULL.matcher(text);
        while (vote.find()) {
            full = true;
            plain &= vote.group(2) != null;
            outcomes.add(String.valueOf(vote.group(2)));
        }
        return new Speech(cautious, full, plain ? outcomes : Set.of());
    }
}
