package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.binding.CsvBinder;
import dev.signalbox.binding.CsvRows;
import dev.signalbox.decision.Case;
import dev.signalbox.decision.DecisionEngine;
import dev.signalbox.decision.RuleCompiler;
import dev.signalbox.item.Decision;
import dev.signalbox.item.Json;
import dev.signalbox.process.PackLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code signalbox replay}, on the claims of 2014. */
class ReplayCommandTest {
    private static final String CLAIMS = "samples/property-claims-2014.csv";
    private static final String AT = "2026-01-01T00:00:00Z";

    @TempDir
    Path scratch;

    private JsonNode replay(String... more) throws Exception {
        var json = scratch.resolve("report.json");
        var arguments =
                new ArrayList<>(List.of("replay", "property-claims", CLAIMS, "--at", AT, "--json", json.toString()));
        arguments.addAll(List.of(more));
        var shell = Shell.run(arguments);
        assertThat(shell.exit()).as(shell.err()).isZero();
        return Json.read(Files.readString(json), JsonNode.class);
    }

    @Test
    void aChangedRuleMovesExactlyTheItemsThatComparingOneByOneFinds() throws Exception {
        var changed = RulesCopy.in(scratch)
                .edit(
                        "property-claims/routing.drl",
                        drl -> drl.replace("<= 500", "<= 300")
                                .replace("amount > 500", "amount > 300")
                                .replace(".suggest(\"DENY\").ask(\"Is there proof", ".ask(\"Is there proof")
                                .replace("Claim( amount > 2500 )", "Claim( amount > 1500 )"));

        var report = replay("--against", changed.folder().toString());

        var expected = oneByOne(Path.of("rules"), changed.folder());
        assertThat(expected).hasSizeGreaterThan(800);
        var moved = StreamSupport.stream(report.at("/change/items").spliterator(), false)
                .map(item -> item.get("item").asText())
                .toList();
        assertThat(moved).containsExactlyElementsOf(expected);
        assertThat(report.at("/change/moved").asLong()
                        + report.at("/change/advised").asLong())
                .isEqualTo(expected.size());
        theTwoTablesOfChangesAddUp(report);
    }

    private static void theTwoTablesOfChangesAddUp(JsonNode report) {
        long all = 0;
        long elsewhere = 0;
        for (var way : report.at("/change/ways")) {
            all += way.get("items").asLong();
            elsewhere +=
                    way.get("from").equals(way.get("to")) ? 0 : way.get("items").asLong();
        }
        assertThat(all).isEqualTo(8_855);
        assertThat(elsewhere).isEqualTo(report.at("/change/moved").asLong());
        long advised = 0;
        for (var way : report.at("/change/advice")) {
            advised += way.get("items").asLong();
        }
        assertThat(advised).isEqualTo(report.at("/change/advised").asLong()).isPositive();
    }

    /** The keys of all items whose decisions differ, in the order of the file. */
    private static List<String> oneByOne(Path before, Path after) throws Exception {
        var pack = PackLoader.load(before.resolve("property-claims"));
        var changed = PackLoader.load(after.resolve("property-claims"));
        var keys = new ArrayList<String>();
        try (var old = RuleCompiler.compile(pack);
                var now = RuleCompiler.compile(changed);
                var in = Files.newInputStream(Path.of(CLAIMS))) {
            var rows = CsvRows.open(in, pack.definition().csv());
            var binder = new CsvBinder(old.type(), pack.definition(), rows.head());
            for (var row = rows.next(1); !row.isEmpty(); row = rows.next(1)) {
                var bound = Objects.requireNonNull(binder.bind(row).get(0).bound());
                var facts = new Case(bound.values(), bound.problems(), bound.warnings(), Instant.parse(AT));
                if (!end(old, facts).equals(end(now, facts))) {
                    keys.add(String.valueOf(bound.values().get("claimNumber")));
                }
            }
        }
        return keys;
    }

    private static List<Object> end(DecisionEngine engine, Case facts) {
        Decision decision = engine.decide(List.of(facts)).get(0);
        return List.of(
                decision.route(),
                String.valueOf(decision.outcome()),
                String.valueOf(decision.queue()),
                String.valueOf(decision.task()));
    }

    @Test
    void theFiguresAreThoseOfThePacksOwnReadme() throws Exception {
        var report = replay();

        assertThat(report.get("items").asLong()).isEqualTo(8_855);
        assertThat(report.get("refused").asLong()).isZero();
        assertThat(counts(report.at("/before/rules"))).isEqualTo(readme("rules"));
        var lanes = new LinkedHashMap<String, Long>();
        readme("mix").forEach((end, items) -> lanes.merge(end.replaceFirst(", suggesting .*", ""), items, Long::sum));
        assertThat(counts(report.at("/before/routes"))).isEqualTo(lanes);
        long variants = 0;
        for (var variant : report.at("/before/variants")) {
            variants += variant.get("items").asLong();
        }
        assertThat(variants + report.at("/before/standard/items").asLong()).isEqualTo(8_855);
    }

    private static Map<String, Long> counts(JsonNode counts) {
        var byName = new LinkedHashMap<String, Long>();
        counts.forEach(count ->
                byName.put(count.get("name").asText(), count.get("items").asLong()));
        return byName;
    }

    /** The first two columns of a table that is computed from the claims elsewhere. */
    private static Map<String, Long> readme(String table) throws Exception {
        var text = Files.readString(Path.of("rules/property-claims/README.md"));
        var block = text.split("<!-- computed: " + table + " -->", 2)[1].split("<!-- end -->", 2)[0];
        var rows = new LinkedHashMap<String, Long>();
        Pattern.compile("(?m)^\\| (.+?) \\| ([\\d,]+) \\|")
                .matcher(block)
                .results()
                .forEach(row -> rows.put(row.group(1), Long.valueOf(row.group(2).replace(",", ""))));
        return rows;
    }

    @Test
    void whatPeopleDecidedStandsBesideFull() throws Exception {
        var eager = RulesCopy.in(scratch)
                .edit(
                        "property-claims/routing.drl",
                        drl -> drl.replace(
                                "route.partial(\"the amount is 0.00\").ask(\"What does the claimant ask for?\")",
                                "route.full(\"PAY\", \"the amount is 0.00\")"));

        var report = replay(
                "--truth",
                "Disposition",
                "--truth-map",
                "Approve in Full=PAY,Settle=PAY,Deny=DENY",
                "--against",
                eager.folder().toString(),
                "--minutes",
                "6");

        var before = report.at("/before/truth");
        assertThat(before.get("wrong").asLong()).isZero();
        assertThat(before.get("precision").asDouble()).isEqualTo(1.0);
        assertThat(before.get("coverage").asDouble())
                .isEqualTo(before.get("full").asDouble() / before.get("decided").asDouble());
        var after = report.at("/after/truth");
        assertThat(after.get("wrong").asLong()).isPositive();
        assertThat(after.get("contradictions")).hasSize(after.get("wrong").asInt());
        assertThat(after.at("/contradictions/0/outcome").asText()).isEqualTo("PAY");
        assertThat(after.at("/contradictions/0/truth").asText()).isEqualTo("Deny");
        double reviews = report.at("/after/reviews").asDouble()
                - report.at("/before/reviews").asDouble();
        assertThat(report.at("/change/reviewHours").asDouble())
                .isCloseTo(reviews / 10, within(1e-6))
                .isNegative();
    }

    @Test
    void thePageNeedsNothingElseAndShowsTextAsText() throws Exception {
        var file = scratch.resolve("odd.ndjson");
        Files.writeString(file, """
                {"claimNumber":"<img src=x>","received":"2014-01-02","type":"Property Damage","site":"Checkpoint","airport":"JFK","amount":400}
                {"claimNumber":
                """);
        var changed = RulesCopy.in(scratch).edit("property-claims/routing.drl", drl -> drl.replace("<= 500", "<= 300"));
        var html = scratch.resolve("report.html");

        var shell = Shell.run(
                "replay",
                "property-claims",
                file.toString(),
                "--against",
                changed.folder().toString(),
                "--html",
                html.toString());

        assertThat(shell.exit()).as(shell.err()).isZero();
        assertThat(shell.out())
                .contains(
                        "Lines that are no items, left out: 1",
                        "line 2: Expected well-formed JSON",
                        "Items that move: 1");
        assertThat(Files.readString(html))
                .contains("&lt;img src=x&gt;", "Lost and damaged property", "<svg")
                .doesNotContain("<img", "<script", "<link", "@import", "url(");
    }

    @Test
    void storedItemsAreReadAndNothingIsWritten() throws Exception {
        var data = scratch.resolve("data");
        try (var server = new Signalbox(
                "127.0.0.1", 0, data, Path.of("rules"), RuleCompiler::compile, java.time.Clock.systemUTC())) {
            var client = new Client(java.net.URI.create(server.address()));
            var line =
                    "{\"claimNumber\":\"%d\",\"received\":\"2014-01-02\",\"incident\":\"2014-01-01\",\"type\":\"Property"
                            + " Damage\",\"site\":\"Checkpoint\",\"airport\":\"JFK\",\"category\":\"Other\",\"amount\":%d}";
            for (int i = 1; i <= 3; i++) {
                client.post("/v1/processes/property-claims/items", "test", line.formatted(i, i * 300));
            }
        }
        var before = Files.readAllBytes(data.resolve("signalbox.db"));
        var json = scratch.resolve("report.json");

        var shell = Shell.run(
                "replay", "property-claims", "--stored", "--data", data.toString(), "--json", json.toString());

        assertThat(shell.exit()).as(shell.err()).isZero();
        var report = Json.read(Files.readString(json), JsonNode.class);
        assertThat(counts(report.at("/before/routes"))).isEqualTo(Map.of("FULL, PAY", 1L, "PARTIAL", 2L));
        assertThat(Files.readAllBytes(data.resolve("signalbox.db"))).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "property-claim samples/property-claims-2014.csv|Expected one of *, but was 'property-claim'; did you mean 'property-claims'?",
                "property-claims samples/none.csv|Expected a file of items, but there is no samples/none.csv",
                "property-claims samples/README.md|Expected a file that ends in .csv, .ndjson or .jsonl, but was samples/README.md",
                "property-claims samples/property-claims-2014.csv --truth Dispositon|Expected one of the columns *, but was 'Dispositon'; did you mean 'Disposition'?",
                "property-claims samples/property-claims-2014.csv --truth Disposition --truth-map Deny=DENYY|Expected an outcome of property-claims *, but was 'DENYY'; did you mean 'DENY'?",
                "property-claims samples/property-claims-2014.csv --truth Disposition|Expected words such as *, but none of them is there",
                "property-claims|Expected a file or --stored, but neither is there",
                "property-claims --stored --data nowhere|Expected a file of items, but there is no nowhere/signalbox.db",
            })
    void whatCannotBeUsedIsSaid(String arguments, String message) {
        var shell = Shell.run(("replay " + arguments).split(" "));

        assertThat(shell.exit()).isEqualTo(2);
        assertThat(shell.err()).containsPattern(("\\Q" + message + "\\E").replace("*", "\\E.*\\Q"));
        assertThat(shell.err()).doesNotContain("\tat ");
    }
}
