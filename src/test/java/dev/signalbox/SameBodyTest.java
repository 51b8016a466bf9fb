package dev.signalbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.intake.FileFormat;
import dev.signalbox.intake.FileImport;
import dev.signalbox.intake.Names;
import dev.signalbox.intake.Receipt;
import dev.signalbox.item.Ids;
import dev.signalbox.process.PackLoader;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What counts as the same body under one key: what it means, not how it is spelled, also after another version is live. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SameBodyTest {
    private static final String ITEM = """
            package things

            declare Line
                sku : String
                price : BigDecimal
            end

            declare Thing
                number : String
                amount : BigDecimal
                count : Long
                day : LocalDate
                time : LocalDateTime
                moment : Instant
                urgent : Boolean
                lines : List<Line> @Valid
            end
            """;
    private static final String PROCESS = """
            process: things
            title: Things
            owner: { name: Office, contact: office@example.org }
            item: Thing
            key: [number]
            csv: { dates: ["d.M.yyyy"] }
            queues:
              people: { title: People, due: 8h }
            routes:
              full:    [carry-out]
              partial: [review: people, carry-out]
              manual:  [review: people, carry-out]
            quarantine: people
            fallback: people
            outcomes:
              DONE: []
            """;

    private RulesCopy pack;
    private Workbench bench;
    private FileImport files;

    @BeforeAll
    void open(@TempDir Path folder) throws Exception {
        var rules = Tickets.write(folder.resolve("rules"), URI.create("http://127.0.0.1:9"));
        Files.createDirectories(rules.resolve("things"));
        pack = new RulesCopy(rules);
        pack.write("things/process.yaml", PROCESS);
        pack.write("things/item.drl", ITEM);
        bench = new Workbench(folder.resolve("data"), rules);
        files = new FileImport(bench.database, new Ids(bench.clock, 7, 0), process -> bench.threads);
    }

    @AfterAll
    void close() throws Exception {
        bench.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "amount":1.10                    | "amount":1.1
            "amount":1.10                    | "amount":11e-1
            "amount":100                     | "amount":1E2
            "amount":100                     | "amount":"100.00"
            "amount":0                       | "amount":-0.0
            "count":7                        | "count":7.0
            "number":"x"                     | "number":"x "
            "number":"caf\u00e9"             | "number":"cafe\u0301"
            "count":7                        | "count":"7"
            "time":"2026-01-02T10:00"        | "time":"2026-01-02T10:00:00"
            "moment":"2026-01-02T10:00:00Z"  | "moment":"2026-01-02T11:00:00+01:00"
            "urgent":true                    | "urgent":"true"
            "amount":1,"count":2             | "count":2 , "amount":1
            "amount":1                       | "amount":1,"count":null
            "lines":[{"sku":"a","price":2.50}] | "lines":[{"price":2.5,"sku":"a"}]
            "lines":[{"sku":"a"}]            | "lines":[{"sku":"a","price":null}]
            "colour":{"a":1.0,"b":null}      | "colour":{"a":1}
            "colour":null                    | "day":null
            "colour":1e400                   | "colour":10e399
            "amount":"N/A"                   | "amount" : "N/\\u0041"
            "day":"2026-02-30"               | "day": "2026-02-30"
            """)
    void aBodyThatSaysTheSameInOtherLettersIsTheSame(String first, String again) {
        var key = "same " + first + again;
        var accepted = accepted(key, first);
        assertThat(post(key, again)).isInstanceOfSatisfying(Receipt.Accepted.class, receipt -> {
            assertThat(receipt.replayed()).isTrue();
            assertThat(receipt.json().get()).isEqualTo(accepted.json().get());
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "amount":1.10                    | "amount":1.11
            "amount":1                       | "amount":null
            "number":"x"                     | "number":"X"
            "colour":"x"                     | "colour":"x "
            "colour":"1"                     | "colour":1
            "colour":"ab"                    | "colour":"a","b":"b"
            "colour":[]                      | "colour":null
            "colour":[1,null]                | "colour":[1]
            "lines":[{"sku":"a"},{"sku":"b"}] | "lines":[{"sku":"b"},{"sku":"a"}]
            "moment":"2026-01-02T10:00:00Z"  | "moment":"2026-01-02T10:00:00+01:00"
            "time":"2026-01-02T10:00"        | "time":"2026-01-02T10:00:01"
            """)
    void aBodyThatSaysAnythingElseIsAnother(String first, String other) {
        var key = "other " + first + other;
        var accepted = accepted(key, first);
        assertThat(post(key, other)).isEqualTo(new Receipt.KeyReused(accepted.id()));
    }

    @Test
    void anItemWhoseKeyCannotBeReadIsKnownAgainByWhatItSays() {
        var first = bench.accepted("things", "{\"number\":[1],\"amount\":1.10}");
        var again = bench.accepted("things", "{ \"amount\":1.1, \"number\":[1.0] }");
        assertThat(again.id()).isEqualTo(first.id());
        assertThat(bench.accepted("things", "{\"number\":[2],\"amount\":1.10}").id())
                .isNotEqualTo(first.id());
    }

    @Test
    void identifiersThatLookAlikeAreOneItemHoweverTheyCome() throws Exception {
        var first = bench.accepted("things", "{\"number\":\"A-1\",\"amount\":1}");
        for (var alike : List.of("A-1 ", "A-1\u00A0", "A-1\u200B", "\uFEFFA-1", "A-1\u202E")) {
            assertThat(bench.accepted("things", "{\"number\":\"" + alike + "\",\"amount\":1.0}")
                            .id())
                    .isEqualTo(first.id());
            assertThat(rows("sep=;\nnumber;amount\n" + alike + ";1\n"))
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Receipt.Accepted.class,
                            again -> assertThat(again.id()).isEqualTo(first.id()));
            assertThat(Names.ofKey(bench.process("things"), List.of(alike)))
                    .isEqualTo(Names.ofKey(bench.process("things"), List.of("A-1")));
        }
        var stored = bench.accepted("things", "{\"number\":\"B-1\u200B\"}");
        assertThat(bench.item(stored).payload()).isEqualTo("{\"number\":\"B-1\"}");
        assertThat(bench.item(stored).decision().warnings())
                .extracting(warning -> warning.field() + ": " + warning.message())
                .containsExactly("number: a zero width space (U+200B) after 'B-1' was removed");
        assertThat(new String(bench.items.submitted(bench.item(stored).id()).orElseThrow(), UTF_8))
                .as("what came is kept beside it")
                .contains("B-1\u200B");
    }

    @Test
    void theSameBytesGetTheFirstAnswerAfterAVersionThatAddsReordersOrRetypesFields() throws Exception {
        var bodies = List.of(
                "\"amount\":1.10",
                "\"colour\":\"red\"",
                "\"weight\":\"1.50\"",
                "\"weight\":1.50",
                "\"weight\":\"heavy\"",
                "\"sent\":\"2026-01-02T11:00:00+01:00\"",
                "\"parts\":[{\"name\":\"a\",\"share\":0.50,\"odd\":null}]",
                "\"code\":12",
                "\"number\":\"C-1\u200B\"",
                "\"lines\":[{\"sku\":\"a\",\"extra\":{\"b\":2,\"a\":1}}]");
        var first = new ArrayList<Receipt.Accepted>();
        for (var body : bodies) {
            first.add(accepted("published " + body, body));
        }
        var csv = "number,Colour,Weight,Sent\nrow,red,1.50,2.1.2026\n";
        var row = (Receipt.Accepted) rows(csv).get(0);

        pack.write("things/item.drl", """
                package things
                declare Part
                    name : String
                    share : BigDecimal
                end
                declare Line
                    extra : String
                    price : BigDecimal
                    sku : String
                end
                declare Thing
                    weight : BigDecimal
                    urgent : Boolean
                    lines : List<Line> @Valid
                    parts : List<Part> @Valid
                    sent : Instant
                    posted : LocalDate
                    colour : String
                    code : String
                    moment : Instant
                    time : LocalDateTime
                    day : LocalDate
                    count : Long
                    amount : BigDecimal
                    number : String
                end
                """);
        pack.edit(
                "things/process.yaml",
                text -> text.replace("csv: {", "csv: { columns: { colour: Colour, weight: Weight, posted: Sent },"));
        bench.processes.put(bench.processes.admit(PackLoader.load(Path.of(pack.path("things")))));

        for (int i = 0; i < bodies.size(); i++) {
            var again = post("published " + bodies.get(i), bodies.get(i));
            assertThat(again).as(bodies.get(i)).isInstanceOf(Receipt.Accepted.class);
            assertThat(((Receipt.Accepted) again).json().get())
                    .isEqualTo(first.get(i).json().get());
        }
        assertThat(post("published " + bodies.get(3), "\"weight\":1.51")).isInstanceOf(Receipt.KeyReused.class);
        assertThat(post("published " + bodies.get(3), "\"weight\":\"1.5\""))
                .as("now that it is known to be a number")
                .isInstanceOf(Receipt.Accepted.class);
        assertThat(rows(csv)).first().isInstanceOfSatisfying(Receipt.Accepted.class, again -> {
            assertThat(again.replayed()).isTrue();
            assertThat(again.id()).isEqualTo(row.id());
        });
        assertThat(rows(csv.replace("1.50", "1.5")).get(0)).isInstanceOf(Receipt.Accepted.class);
        assertThat(rows(csv.replace("1.50", "1.51")).get(0)).isEqualTo(new Receipt.KeyReused(row.id()));
        assertThat(rows("number,Weight,Colour,Sent\nrow,red,1.50,2.1.2026\n").get(0))
                .as("the same bytes under other headings say something else")
                .isEqualTo(new Receipt.KeyReused(row.id()));
    }

    private List<Receipt> rows(String csv) throws Exception {
        var receipts = new ArrayList<Receipt>();
        files.run(
                bench.process("things"),
                FileFormat.CSV,
                new ByteArrayInputStream(csv.getBytes(UTF_8)),
                null,
                "erp",
                answers -> answers.forEach(answer -> receipts.add(answer.receipt())));
        return receipts;
    }

    private Receipt.Accepted accepted(String key, String members) {
        return (Receipt.Accepted) post(key, members);
    }

    private Receipt post(String key, String members) {
        return bench.post("things", "{" + members + "}", key);
    }
}
