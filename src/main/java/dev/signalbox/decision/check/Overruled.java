package dev.signalbox.decision.check;

import dev.signalbox.process.PackFault;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.drools.drl.ast.descr.PatternDescr;

/** Rules that never decide: whatever one matches, others match too that are more cautious, so that its vote is lost. */
final class Overruled {
    private static final int MOST_PAIRS = 400_000;

    private final DeclaredNames names;
    /** Those that look at nothing but one fact, and surely vote. */
    private final List<Cautious> cautious = new ArrayList<>();

    private int pairs;

    private record Cautious(Spoken rule, Spoken.Vote vote, String type, Condition asks) {}

    private Overruled(List<Spoken> rules, DeclaredNames names) {
        this.names = names;
        for (Spoken rule : rules) {
            Spoken.Vote vote = rule.vote();
            if (vote != null && vote != Spoken.Vote.FULL && rule.isAlone()) {
                String type = rule.patterns().get(0).getObjectType();
                cautious.add(new Cautious(rule, vote, type, rule.main(names)));
            }
        }
    }

    static List<PackFault> among(List<Spoken> rules, DeclaredNames names) {
        var overruled = new Overruled(rules, names);
        var found = new ArrayList<PackFault>();
        for (Spoken rule : rules) {
            Spoken.Vote vote = rule.vote();
            if (vote == null || vote == Spoken.Vote.PROBLEM) {
                continue;
            }
            List<Cautious> by = overruled.by(rule, vote);
            if (!by.isEmpty()) {
                found.add(fault(rule, vote, by));
            }
        }
        return found;
    }

    /** The rules that overrule it whenever it matches: one, or several together; none when there may be an item without. */
    private List<Cautious> by(Spoken rule, Spoken.Vote vote) {
        for (PatternDescr pattern : rule.patterns()) {
            Condition asks = pattern.getSource() == null ? rule.condition(pattern, names) : Condition.ALWAYS;
            var others = new ArrayList<Cautious>();
            for (Cautious other : cautious) {
                boolean overlaps = pattern.getSource() == null
                        && other.vote().compareTo(vote) > 0
                        && other.type().equals(pattern.getObjectType())
                        && pairs++ < MOST_PAIRS
                        && !asks.and(other.asks()).isNever();
                if (overlaps) {
                    others.add(other);
                }
            }
            for (Cautious one : others) {
                if (!asks.isNever() && asks.isWithin(one.asks())) {
                    return List.of(one);
                }
            }
            Condition together =
                    others.stream().map(Cautious::asks).reduce(Condition::or).orElse(new Condition(List.of()));
            if (!asks.isNever() && asks.isWithin(together)) {
                return others;
            }
        }
        return List.of();
    }

    private static PackFault fault(Spoken rule, Spoken.Vote vote, List<Cautious> by) {
        String who = by.stream().limit(3).map(other -> other.rule().place()).collect(Collectors.joining(", "));
        String says = by.stream().map(other -> other.vote().verb()).distinct().collect(Collectors.joining(" or "));
        String suggestion =
                vote == Spoken.Vote.PARTIAL && rule.suggests() ? ", while a person still sees what it suggests" : "";
        return rule.fault("the rule can never decide: whatever it matches, " + who
                        + (by.size() > 3 ? " and " + (by.size() - 3) + " more" : "")
                        + (by.size() > 1 ? " together match too, and say " : " matches too, and says ") + says
                        + suggestion)
                .suggesting("leave out of one what the other is about")
                .asWarning();
    }
}
