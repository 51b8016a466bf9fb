package dev.signalbox.samples;

import dev.signalbox.decision.Case;
import dev.signalbox.item.Decision;
import dev.signalbox.item.Route;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** The claims of 2014 beside what the rules decide about them, with the amounts read in three ways. */
final class ClaimSample {
    private static final BigDecimal ONE_CENT = new BigDecimal("0.01");

    /**
     * What was known of a claim, what the adjudicators made of it, and what the rules did.
     *
     * @param month of receipt, 1 to 12
     */
    record Claim(Map<String, Object> values, int month, String disposition, Decision decision) {
        boolean inFirstHalf() {
            return month <= 6;
        }

        boolean decided() {
            return !disposition.equals("-");
        }

        boolean denied() {
            return disposition.equals("Deny");
        }

        boolean paid() {
            return disposition.equals("Approve in Full") || disposition.equals("Settle");
        }

        boolean has(String field) {
            return values.containsKey(field);
        }

        String text(String field) {
            return Objects.toString(values.get(field), "(none)");
        }

        BigDecimal amount() {
            return (BigDecimal) Objects.requireNonNull(values.get("amount"));
        }

        boolean is(Route route, String outcome) {
            return decision.route() == route && outcome.equals(decision.outcome());
        }
    }

    private final Pack pack;
    private final List<Pack.Submitted> submitted;

    ClaimSample(Pack pack) throws Exception {
        this.pack = pack;
        this.submitted = pack.read("property-claims-2014.csv");
    }

    /** As the rules run. */
    List<Claim> decided() {
        return decide(values -> values);
    }

    /** With each 0.00 read as one cent: an amount then says no more than that it is not too large. */
    List<Claim> decidedWithAnUpperLimitOnly() {
        return decide(values -> {
            values.computeIfPresent(
                    "amount", (f, amount) -> BigDecimal.ZERO.compareTo((BigDecimal) amount) == 0 ? ONE_CENT : amount);
            return values;
        });
    }

    /** With every amount, known or not, read as 1.00: it then says nothing. */
    List<Claim> decidedWithoutAmounts() {
        return decide(values -> {
            values.put("amount", BigDecimal.ONE);
            return values;
        });
    }

    private List<Claim> decide(UnaryOperator<Map<String, Object>> change) {
        var decisions = pack.decide(submitted.stream().map(s -> {
            var facts = s.facts();
            var values = change.apply(new HashMap<>(facts.values()));
            return new Case(values, facts.problems(), facts.warnings(), facts.receivedAt());
        }));
        return IntStream.range(0, decisions.size())
                .mapToObj(i -> {
                    var values = submitted.get(i).facts().values();
                    var received = (LocalDate) Objects.requireNonNull(values.get("received"));
                    var disposition =
                            submitted.get(i).payload().path("Disposition").asText("-");
                    return new Claim(values, received.getMonthValue(), disposition, decisions.get(i));
                })
                .toList();
    }
}
