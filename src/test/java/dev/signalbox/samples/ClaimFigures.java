package dev.signalbox.samples;

import static dev.signalbox.samples.Markdown.count;
import static dev.signalbox.samples.Markdown.percent;
import static dev.signalbox.samples.Markdown.table;
import static java.util.function.Predicate.not;

import dev.signalbox.item.Decision;
import dev.signalbox.item.Route;
import dev.signalbox.samples.ClaimSample.Claim;
import java.math.BigDecimal;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Every figure in {@code rules/property-claims/README.md}, from the claims themselves. */
final class ClaimFigures {
    private final Pack pack;
    private final List<Claim> claims;
    private final List<Claim> upperLimitOnly;
    private final List<Claim> withoutAmounts;

    ClaimFigures(Pack pack) throws Exception {
        this.pack = pack;
        var sample = new ClaimSample(pack);
        claims = sample.decided();
        upperLimitOnly = sample.decidedWithAnUpperLimitOnly();
        withoutAmounts = sample.decidedWithoutAmounts();
    }

    List<Decision> decisions() {
        return claims.stream().map(Claim::decision).toList();
    }

    Map<String, String> blocks() {
        var blocks = new LinkedHashMap<String, String>();
        blocks.put("rules", Markdown.rules(pack.rules(), decisions()));
        blocks.put("mix", mix());
        blocks.put("missing", missing());
        blocks.put("small losses", smallLosses());
        blocks.put("months", months());
        blocks.put("types", baseRates(c -> c.text("type") + ", " + c.text("site"), 10));
        blocks.put("categories", baseRates(c -> c.text("category"), 50));
        blocks.put("pay", pay());
        blocks.put("deny", deny());
        blocks.put("suggestions", suggestions());
        return blocks;
    }

    private String mix() {
        var rows = new ArrayList<List<Object>>();
        Markdown.byEnd(claims, Claim::decision)
                .forEach((end, some) -> rows.add(List.of(
                        end,
                        count(some.size()),
                        percent(some.size(), claims.size()),
                        count(some.size() - decided(some)),
                        count(denied(some)),
                        count(paid(some)))));
        return table("route|claims|share|in truth undecided|denied|paid", rows);
    }

    private String missing() {
        var rows = new ArrayList<List<Object>>();
        for (var field : pack.engine().type().fields().keySet()) {
            var none = claims.stream().filter(c -> !c.has(field)).count();
            rows.add(List.of(field, count(none), percent(none, claims.size())));
        }
        return table("field|missing|share", rows);
    }

    /** The rule that one would write first. */
    private String smallLosses() {
        var small = where(
                claims,
                c -> c.text("type").equals("Passenger Property Loss")
                        && c.has("amount")
                        && c.amount().compareTo(BigDecimal.valueOf(100)) <= 0);
        var positive = where(small, c -> c.amount().signum() > 0);
        return table(
                "condition|claims|paid|precision",
                List.of(
                        List.of("`amount <= 100`", count(small.size()), count(paid(small)), precision(small)),
                        List.of(
                                "`amount > 0, amount <= 100`",
                                count(positive.size()),
                                count(paid(positive)),
                                precision(positive))));
    }

    private String months() {
        var rows = new ArrayList<List<Object>>();
        for (int from = 1; from <= 12; from += 2) {
            int month = from;
            var some = where(claims, c -> c.month() == month || c.month() == month + 1);
            rows.add(List.of(
                    name(month) + " and " + name(month + 1),
                    count(some.size()),
                    percent(some.size() - decided(some), some.size()),
                    precision(some)));
        }
        return table("received|claims|undecided|paid, of those decided", rows);
    }

    private static String name(int month) {
        return Month.of(month).getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }

    /** What the adjudicators did with each group that has at least so many decided claims in the first half of the year. */
    private String baseRates(Function<Claim, String> group, int atLeast) {
        var largestFirst = Comparator.comparing(
                        (Map.Entry<String, List<Claim>> e) -> -e.getValue().size())
                .thenComparing(Map.Entry::getKey);
        var rows = new ArrayList<List<Object>>();
        claims.stream().collect(Collectors.groupingBy(group)).entrySet().stream()
                .sorted(largestFirst)
                .forEach(e -> {
                    var first = where(e.getValue(), Claim::inFirstHalf);
                    var second = where(e.getValue(), not(Claim::inFirstHalf));
                    if (decided(first) >= atLeast) {
                        rows.add(List.of(
                                e.getKey(),
                                count(e.getValue().size()),
                                count(decided(first)),
                                precision(first),
                                count(decided(second)),
                                precision(second)));
                    }
                });
        return table("claims for|all|Jan–Jun: decided|of them paid|Jul–Dec: decided|of them paid", rows);
    }

    private String pay() {
        var readings = new LinkedHashMap<String, List<Claim>>();
        readings.put("(a) as the rules run", claims);
        readings.put("(b) the amount only as an upper limit", upperLimitOnly);
        readings.put("(c) no amount at all", withoutAmounts);
        var rows = new ArrayList<List<Object>>();
        readings.forEach((reading, all) -> halves().forEach((half, in) -> {
            var received = where(all, in);
            var pay = where(received, c -> c.is(Route.FULL, "PAY"));
            rows.add(List.of(
                    reading,
                    half,
                    count(pay.size()),
                    percent(pay.size(), received.size()),
                    count(decided(pay)),
                    count(paid(pay)),
                    precision(pay),
                    percent(paid(pay), paid(received))));
        }));
        return table(
                "reading|received|FULL, PAY|of all claims|of them decided|paid|precision|of all that were paid", rows);
    }

    private String deny() {
        var rows = new ArrayList<List<Object>>();
        halves().forEach((half, in) -> {
            var deny = where(claims, in.and(c -> c.is(Route.FULL, "DENY")));
            rows.add(List.of(
                    half,
                    count(deny.size()),
                    count(decided(deny)),
                    count(denied(deny)),
                    percent(denied(deny), decided(deny))));
        });
        return table("received|FULL, DENY|of them decided|denied|precision", rows);
    }

    private String suggestions() {
        var rows = new ArrayList<List<Object>>();
        for (var outcome : List.of("PAY", "DENY")) {
            halves().forEach((half, in) -> {
                var some = where(withoutAmounts, in.and(c -> c.is(Route.PARTIAL, outcome)));
                var right = outcome.equals("PAY") ? paid(some) : denied(some);
                rows.add(List.of(
                        outcome, half, count(some.size()), count(decided(some)), percent(right, decided(some))));
            });
        }
        return table("suggested|received|claims|of them decided|decided so", rows);
    }

    private static Map<String, Predicate<Claim>> halves() {
        var halves = new LinkedHashMap<String, Predicate<Claim>>();
        halves.put("Jan–Jun", Claim::inFirstHalf);
        halves.put("Jul–Dec", not(Claim::inFirstHalf));
        halves.put("all year", claim -> true);
        return halves;
    }

    private static List<Claim> where(List<Claim> claims, Predicate<Claim> holds) {
        return claims.stream().filter(holds).toList();
    }

    private static long decided(List<Claim> claims) {
        return claims.stream().filter(Claim::decided).count();
    }

    private static long denied(List<Claim> claims) {
        return claims.stream().filter(Claim::denied).count();
    }

    private static long paid(List<Claim> claims) {
        return claims.stream().filter(Claim::paid).count();
    }

    /** The share of paid claims among those decided. */
    private static String precision(List<Claim> claims) {
        return percent(paid(claims), decided(claims));
    }
}
