package dev.signalbox.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.decision.Case;
import dev.signalbox.item.Decision;
import dev.signalbox.item.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The samples, through the real binding and the real rules. */
class SamplesTest {

    @Test
    void theRulesDoWithTheClaimsWhatTheReadmeSays() throws Exception {
        try (var pack = Pack.load("property-claims")) {
            var figures = new ClaimFigures(pack);
            noneFailed(figures.decisions());
            saysSo(pack, figures.blocks());
            // No claim of 2014 was received before its incident.
            var early = new Case(
                    Map.of(
                            "claimNumber",
                            "1",
                            "type",
                            "Property Damage",
                            "received",
                            LocalDate.of(2014, 1, 1),
                            "incident",
                            LocalDate.of(2014, 1, 2)),
                    List.of(),
                    List.of(),
                    Pack.RECEIVED);
            var guard = pack.decide(Stream.of(early));
            assertThat(guard.get(0).problems()).extracting(Problem::field).containsExactly("incident");
            everyRuleMatches(
                    pack,
                    Stream.concat(figures.decisions().stream(), guard.stream()).toList());
        }
    }

    @Test
    void theRulesDoWithTheInvoicesWhatTheReadmeSays() throws Exception {
        try (var pack = Pack.load("supplier-invoices")) {
            var figures = GeneratedFigures.ofInvoices(pack);
            noneFailed(figures.decisions());
            saysSo(pack, figures.blocks());
            everyRuleMatches(pack, figures.decisions());
        }
    }

    @Test
    void theRulesDoWithTheLoansWhatTheReadmeSays() throws Exception {
        try (var pack = Pack.load("loan-applications")) {
            var figures = GeneratedFigures.ofLoans(pack);
            noneFailed(figures.decisions());
            saysSo(pack, figures.blocks());
            everyRuleMatches(pack, figures.decisions());
        }
    }

    /** A gap between two rows would leave an application without a price, an overlap would give it two. */
    @Test
    void everyLoanThatIsApprovedHasOnePriceFromTheWorkbook() throws Exception {
        try (var pack = Pack.load("loan-applications")) {
            var prices = PricingWorkbook.prices().stream()
                    .collect(Collectors.toMap(
                            PricingWorkbook.Price::name,
                            price -> "rate = "
                                    + price.rate().stripTrailingZeros().toPlainString()));
            assertThat(GeneratedFigures.ofLoans(pack).decisions())
                    .filteredOn(decision -> "APPROVE".equals(decision.outcome()))
                    .hasSizeGreaterThan(100)
                    .allSatisfy(decision -> assertThat(decision.rules())
                            .filteredOn(rule -> prices.containsKey(rule.name()))
                            .singleElement()
                            .satisfies(rule -> assertThat(rule.reason()).isEqualTo(prices.get(rule.name()))));
        }
    }

    @Test
    void theSingleItemsAreDoneByTheMachine() throws Exception {
        for (var sample : Map.of(
                        "property-claims", "claim.json",
                        "supplier-invoices", "invoice.json",
                        "loan-applications", "application.json")
                .entrySet()) {
            try (var pack = Pack.load(sample.getKey())) {
                var decision =
                        pack.decide(Stream.of(pack.readOne(sample.getValue()))).get(0);
                assertThat(Markdown.end(decision)).startsWith("FULL");
                assertThat(decision.warnings()).isEmpty();
            }
        }
    }

    private static void saysSo(Pack pack, Map<String, String> blocks) throws Exception {
        var readme = Files.readString(Path.of("rules", pack.files().name(), "README.md"));
        assertThat(readme)
                .as(
                        "the computed tables of %s: run ReadmeFigures.main and read what changed",
                        pack.files().name())
                .isEqualTo(Markdown.fill(readme, blocks));
    }

    /** When the rules fail, or say nothing, none of them is said to have matched. */
    private static void noneFailed(List<Decision> decisions) {
        assertThat(decisions)
                .filteredOn(decision ->
                        decision.rules().isEmpty() && decision.problems().isEmpty())
                .flatExtracting(Decision::reasons)
                .isEmpty();
    }

    private static void everyRuleMatches(Pack pack, List<Decision> decisions) {
        assertThat(Markdown.matched(decisions)).containsOnlyKeys(pack.rules().toArray(String[]::new));
    }
}
