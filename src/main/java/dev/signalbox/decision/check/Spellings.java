package dev.signalbox.decision.check;

import dev.signalbox.process.PackFault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.drools.drl.ast.descr.PatternDescr;

/** Texts that rules compare a field with and that differ from what else is written of the field in case or spaces only. */
final class Spellings {
    private static final int MOST = 20;

    private final DeclaredNames names;
    private final Map<String, Set<String>> known;
    /** By field, by the text without its case, the text with the rule that has it. */
    private final Map<String, Map<String, Map<String, Spoken>>> written = new TreeMap<>();

    private final List<PackFault> found = new ArrayList<>();

    private Spellings(DeclaredNames names, Map<String, Set<String>> known) {
        this.names = names;
        this.known = known;
    }

    /** @param known values by field, such as {@code Claim.type}, that examples and reference tables have */
    static List<PackFault> of(List<Spoken> rules, DeclaredNames names, Map<String, Set<String>> known) {
        var spellings = new Spellings(names, known);
        rules.forEach(spellings::rule);
        return spellings.found.stream().limit(MOST).toList();
    }

    private void rule(Spoken rule) {
        for (PatternDescr pattern : rule.patterns()) {
            for (Condition.Way way : rule.condition(pattern, names).ways()) {
                way.fields()
                        .forEach((field, domain) -> Stream.concat(
                                        domain.only() == null ? Stream.of() : domain.only().stream(),
                                        domain.not().stream())
                                .filter(String.class::isInstance)
                                .map(String.class::cast)
                                .forEach(text -> text(rule, pattern.getObjectType() + "." + field, text)));
            }
        }
    }

    private void text(Spoken rule, String field, String text) {
        Map<String, Spoken> alike = written.computeIfAbsent(field, name -> new TreeMap<>())
                .computeIfAbsent(plain(text), plain -> new LinkedHashMap<>());
        if (alike.containsKey(text)) {
            return;
        }
        Set<String> seen = known.getOrDefault(field, Set.of());
        if (!alike.isEmpty()) {
            Map.Entry<String, Spoken> other = alike.entrySet().iterator().next();
            warn(rule, field, text, other.getKey(), other.getValue().place() + " has");
        } else if (!seen.contains(text)) {
            seen.stream()
                    .filter(value -> plain(value).equals(plain(text)))
                    .findFirst()
                    .ifPresent(value -> warn(rule, field, text, value, "examples or tables have"));
        }
        alike.put(text, rule);
    }

    private void warn(Spoken rule, String field, String text, String other, String who) {
        found.add(rule.fault(field + " is compared with \"" + text + "\", but " + who + " \"" + other
                        + "\": a text is only equal when each letter is")
                .suggesting("write both alike")
                .asWarning());
    }

    private static String plain(String text) {
        return text.replaceAll("[\\s\\p{Zs}]+", " ").strip().toLowerCase(Locale.ROOT);
    }
}
