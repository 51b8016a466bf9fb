package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.item.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What {@code replay} and {@code test} say of a small pack, of its next version, and of a file that does not quite fit. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplayReportTest {
    private static final String PROCESS = """
            process: goods
            title: Goods that came back
            owner: { name: Returns desk, contact: returns@example.org }
            item: Good
            key: [number]
            csv: { columns: { worth: Price } }
            reference:
              carriers: { type: Carrier, key: { code: carrier } }
            queues:
              desk: { title: Returns desk, due: 8h }
            routes:
              full:    [carry-out]
              partial: [review: desk, carry-out]
              manual:  [review: desk, carry-out]
            quarantine: desk
            fallback: desk
            may-be-missing: [boxes]
            outcomes: { KEEP: [], REFUND: [] }
            """;
    private static final String ITEM = """
            package goods
            declare Good
                number  : String @NotBlank
                kind    : String
                carrier : String
                sent    : LocalDate
                count   : Integer @Positive
                worth   : BigDecimal
                boxes   : List<Box>
            end
            declare Box
                size : String
            end
            declare Carrier
                code  : String
                grade : String
            end
            """;
    private static final String ROUTING = """
            package goods
            rule "Maps are confirmed" when Good( kind == "map" ) then
                route.partial("a map").suggest("REFUND");
            end
            rule "A cheap map is kept" when Good( kind == "map", count <= 5 ) then
                route.full("KEEP", "a cheap map");
            end
            rule "Pens are kept" when Good( kind == 'pen' || == "ball pen" ) then
                route.full("KEEP", "a pen");
            end
            rule "Ink is refunded" when Good( kind == "ink" ) then
                route.full("REFUND", "ink");
            end
            rule "Books are looked at" when Good( kind == "Book" ) Carrier( grade in ( "A", "B" ) ) then
                route.manual("a book");
            end
            rule "Large boxes are looked at"
            when
                Good( $boxes : boxes )
                Box( size == "XL" ) from $boxes
            then
                route.manual("a large box");
            end
            rule "Ink is urgent" when Good( kind == "ink" ) then
                route.priority(50);
            end
            """;
    private static final String DATA = """
            number,kind,carrier,sent,count,Worth,Result
            1,map,ups,2024-01-01,1,5,KEEP
            2,map,dhl,2024-01-01,9,5,REFUND
            3,map,dhl,31.12.2024,1,5,KEEP
            4,book,xyz,2024-01-01,1,5,
            5,pen,,2024-01-01,1,5,KEEP
            6,pen,ups,2024-01-01,1,5,REFUND
            7,pen,ups,2024-01-01,1,5,
            8,ink,ups,2024-01-01,1,5,REFUND
            9,chalk,ups,30.12.2024,0,5,KEEP
            """;

    @TempDir
    static Path scratch;

    private String text = "";
    private String html = "";
    private JsonNode report = Json.MAPPER.createObjectNode();

    private Path pack(String folder, String routing) throws IOException {
        Path pack = scratch.resolve(folder).resolve("goods");
        Files.createDirectories(pack.resolve("reference"));
        Files.writeString(pack.resolve("process.yaml"), PROCESS);
        Files.writeString(pack.resolve("item.drl"), ITEM);
        Files.writeString(pack.resolve("routing.drl"), routing);
        Files.writeString(pack.resolve("reference/carriers.csv"), "code,grade\nups,A\ndhl,B\n");
        Files.writeString(pack.resolve("examples.csv"), """
                example,number,kind,carrier,sent,count,expect.route
                a pen,1,pen,ups,,1,FULL
                a bad day,2,pen,dpd,31.12.2024,1,FULL
                """);
        return scratch.resolve(folder);
    }

    @BeforeAll
    void replayed() throws Exception {
        Path file = scratch.resolve("secret-folder/goods.csv");
        Files.createDirectories(file.getParent());
        Files.writeString(file, DATA);
        Path before = pack("before", ROUTING);
        Path after = pack(
                "after",
                ROUTING.replace("\"Pens are kept\" when", "\"Pens stay here\" when // as ever\n  ")
                        .replace(".suggest(\"REFUND\")", "")
                        .replace("Ink is refunded", "Ink is paid for")
                        .replace("route.full(\"REFUND\", \"ink\")", "route.manual(\"ink\")"));
        Path json = scratch.resolve("report.json");
        Path page = scratch.resolve("report.html");
        var shell = Shell.run(
                "replay",
                "goods",
                file.toString(),
                "--rules",
                before.toString(),
                "--against",
                after.toString(),
                "--truth",
                "Result",
                "--json",
                json.toString(),
                "--html",
                page.toString());
        assertThat(shell.exit()).as(shell.err()).isZero();
        text = shell.out();
        html = Files.readString(page);
        report = Json.read(Files.readString(json), JsonNode.class);
    }

    private JsonNode named(String pointer, String name) {
        for (JsonNode one : report.at(pointer)) {
            if (one.get("name").asText().equals(name)) {
                return one;
            }
        }
        throw new AssertionError("no " + name + " in " + report.at(pointer));
    }

    @Test
    void aFaultIsToldWithItsMessageAnExampleAndItsLine() {
        JsonNode sent = named("/before/problems", "sent");

        assertThat(sent.get("items").asInt()).isEqualTo(2);
        assertThat(sent.at("/why/0/message").asText()).startsWith("expected a date");
        assertThat(sent.at("/why/0/items").asInt()).isEqualTo(2);
        assertThat(sent.at("/why/0/example").asText()).isEqualTo("31.12.2024");
        assertThat(sent.at("/why/0/place").asText()).isEqualTo("line 4");
        assertThat(named("/before/problems", "count").at("/why/0/message").asText())
                .contains("greater than 0");
        assertThat(text).contains("2 × expected a date", "such as '31.12.2024' in line 4");
        assertThat(html).contains("2 × expected a date", "<code>31.12.2024</code> in line 4");
    }

    @Test
    void movesAndChangesOfSuggestionsAreTwoTablesThatAddUp() {
        assertThat(report.at("/change/moved").asInt()).isEqualTo(1);
        assertThat(report.at("/change/advised").asInt()).isEqualTo(3);
        assertThat(report.at("/change/advice/0/from").asText()).isEqualTo("PARTIAL, suggesting REFUND, for desk");
        assertThat(text).contains("Items that move: 1\n", "Items that stay, with another suggestion or queue: 3\n");
    }

    @Test
    void aRuleThatIsAlwaysStoppedSaysByWhat() {
        JsonNode rule = named("/before/rules", "A cheap map is kept");

        assertThat(rule.get("items").asInt()).isEqualTo(2);
        assertThat(rule.get("decided").asInt()).isZero();
        assertThat(rule.get("stoppedBy").asText()).isEqualTo("\"Maps are confirmed\"");
        assertThat(named("/before/rules", "Maps are confirmed").get("stoppedBy").asText())
                .isEqualTo("faulty data: sent");
        assertThat(named("/before/rules", "Ink is urgent").get("decided").isNull())
                .isTrue();
        assertThat(text).contains("stopped most often by \"Maps are confirmed\": 1");
        assertThat(html).contains("stopped most often by \"Maps are confirmed\": 1");
    }

    @Test
    void precisionIsToldByRuleAndOutcomeWithItsIntervalAndSuggestionsAreJudged() {
        JsonNode pens = named("/before/truth/rules", "Pens are kept");

        assertThat(pens.get("outcome").asText()).isEqualTo("KEEP");
        assertThat(pens.get("decided").asInt()).isEqualTo(2);
        assertThat(pens.get("right").asInt()).isEqualTo(1);
        assertThat(pens.get("undecided").asInt()).isEqualTo(1);
        assertThat(pens.get("low").asDouble()).isBetween(0.094, 0.095);
        assertThat(pens.get("high").asDouble()).isBetween(0.905, 0.906);
        assertThat(named("/before/truth/rules", "Ink is refunded")
                        .get("precision")
                        .asDouble())
                .isEqualTo(1.0);
        JsonNode suggested = named("/before/truth/suggestions", "PARTIAL");
        assertThat(suggested.get("outcome").asText()).isEqualTo("REFUND");
        assertThat(suggested.get("right").asInt()).isEqualTo(1);
        assertThat(suggested.get("decided").asInt()).isEqualTo(2);
    }

    @Test
    void whatIsFullAndWasDecidedByNobodyIsCounted() {
        assertThat(report.at("/before/truth/undecided").asInt()).isEqualTo(1);
        assertThat(text).contains("1 more are FULL, and nobody decided them: not judged");
    }

    @Test
    void beforeAndAfterStandSideBySideAndARenamedRuleIsOne() {
        assertThat(text)
                .containsPattern("(?m)^ +3 +33\\.3 % +3 +3 +33\\.3 % +3  Pens stay here  "
                        + "\\(renamed, was: Pens are kept\\)$");
        assertThat(text).contains("Routes (before | after)").doesNotContain("(gone)", "(new)");
        assertThat(report.at("/change/renamed")).hasSize(2);
        assertThat(html).contains("renamed, was: Ink is refunded");
    }

    @Test
    void nothingOfTheReportTellsWhereTheFilesLie() {
        assertThat(report.get("source").asText()).isEqualTo("goods.csv");
        assertThat(report.at("/before/folder").asText()).isEqualTo("before/goods");
        for (String shown : List.of(html, text, report.toString())) {
            assertThat(shown).doesNotContain("secret-folder", scratch.toString());
        }
    }

    @Test
    void theShareOfItemsThatFoundARowIsToldOfEachTable() {
        assertThat(named("/before/tables", "carriers").get("items").asInt()).isEqualTo(8);
        assertThat(named("/before/tables", "carriers").get("found").asInt()).isEqualTo(7);
        assertThat(text).contains("carriers, of 8 that have its key");
    }

    @Test
    void valuesThatRulesNameAndNoItemHasAreTold() {
        assertThat(text)
                .contains("kind \"Book\", but items have \"book\": in \"Books are looked at\"")
                .contains("kind \"ball pen\": in \"Pens stay here\"")
                .contains("boxes[].size \"XL\": in \"Large boxes are looked at\"")
                .doesNotContain("\"pen\":", "\"map\":", "grade");
        assertThat(html).contains("but items have “book”");
    }

    @Test
    void headingsThatDoNotFitAreToldFirst() {
        assertThat(text.lines().skip(1).limit(2))
                .containsExactly(
                        "Note: process.yaml names headings that the file does not have, so these fields are empty:"
                                + " worth ('Price')",
                        "Note: the file has headings that no field is read from: 'Worth'");
        assertThat(html).contains("worth ('Price')");
    }

    @Test
    void testSaysTheSameOfExamples() {
        var shell = Shell.run("test", scratch.resolve("before").toString());

        assertThat(shell.out())
                .contains("Note: examples.csv has no column for what process.yaml names: worth ('Price')")
                .containsPattern("because +problem +sent: expected a date.*, in '31.12.2024'")
                .contains("1 of 2 examples found a row in reference/carriers.csv")
                .contains("values that rules name and no example has", "kind \"Book\": in");
        assertThat(Shell.run(
                                "test",
                                "--format",
                                "junit",
                                scratch.resolve("before").toString())
                        .out())
                .contains("problem: sent: expected a date");
        assertThat(Shell.run(
                                "test",
                                "--format",
                                "json",
                                scratch.resolve("before").toString())
                        .out())
                .contains("\"tables\"", "\"unseen\"", "worth ('Price')");
    }
}
