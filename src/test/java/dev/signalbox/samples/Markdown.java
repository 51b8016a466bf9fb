package dev.signalbox.samples;

import dev.signalbox.item.Decision;
import dev.signalbox.item.MatchedRule;
import dev.signalbox.item.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Tables of a README that are computed, not written: each stands between two comments that name it. */
final class Markdown {
    private Markdown() {}

    /** The text with each named block's content replaced. */
    static String fill(String text, Map<String, String> blocks) {
        for (var block : blocks.entrySet()) {
            var begin = "<!-- computed: " + block.getKey() + " -->\n";
            var place = Pattern.compile(Pattern.quote(begin) + ".*?<!-- end -->", Pattern.DOTALL)
                    .matcher(text);
            if (!place.find()) {
                throw new IllegalArgumentException("Expected the block " + begin.strip() + ", but there is none");
            }
            text = place.replaceFirst(Matcher.quoteReplacement(begin + block.getValue() + "<!-- end -->"));
        }
        return text;
    }

    static String table(String headings, List<List<Object>> rows) {
        var columns = headings.split("\\|", -1);
        var text = new StringBuilder("| " + String.join(" | ", columns) + " |\n|");
        text.append("---|".repeat(columns.length)).append('\n');
        for (var row : rows) {
            text.append(row.stream().map(Object::toString).collect(Collectors.joining(" | ", "| ", " |\n")));
        }
        return text.toString();
    }

    static String percent(long part, long whole) {
        return whole == 0 ? "none" : String.format(Locale.ROOT, "%.1f %%", 100.0 * part / whole);
    }

    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** How many items each rule matched, in the order of the pack's files. */
    static String rules(List<String> names, List<Decision> decisions) {
        var matched = matched(decisions);
        var rows = new ArrayList<List<Object>>();
        names.forEach(name -> rows.add(List.of(name, count(matched.getOrDefault(name, 0L)))));
        return table("rule|items", rows);
    }

    static Map<String, Long> matched(List<Decision> decisions) {
        return decisions.stream()
                .flatMap(decision ->
                        decision.rules().stream().map(MatchedRule::name).distinct())
                .collect(Collectors.groupingBy(name -> name, Collectors.counting()));
    }

    /** Items by how they ended: the route, and the outcome carried out or suggested. */
    static <T> Map<String, List<T>> byEnd(List<T> items, Function<T, Decision> decision) {
        return items.stream()
                .collect(Collectors.groupingBy(item -> end(decision.apply(item)), TreeMap::new, Collectors.toList()));
    }

    static String end(Decision decision) {
        if (!decision.problems().isEmpty()) {
            return "MANUAL, data to correct";
        }
        if (decision.outcome() == null) {
            return decision.route().name();
        }
        return decision.route() + (decision.route() == Route.FULL ? ", " : ", suggesting ") + decision.outcome();
    }
}
