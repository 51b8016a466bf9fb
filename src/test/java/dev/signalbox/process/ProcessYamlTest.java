package dev.signalbox.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessYamlTest {
    @TempDir
    private Path folder;

    @Test
    void everythingThatIsWrittenIsRead() throws Exception {
        ProcessDefinition process = PackOnDisk.in(folder).load().definition();

        assertThat(process.owner()).isEqualTo(new ProcessDefinition.Owner("Support", "support@example.org"));
        assertThat(process.key()).isEqualTo(KeyDefinition.of(List.of("number")));
        assertThat(process.csv())
                .isEqualTo(new CsvFormat(
                        Map.of("number", "Ticket No"), List.of("d-MMM-yy", "M/d/yyyy"), List.of("", "-")));
        assertThat(process.queues().keySet()).containsExactly("desk", "lead", "head");
        assertThat(process.queues().get("lead"))
                .isEqualTo(new QueueDefinition("The lead", Duration.ofHours(36), "head", Duration.ofHours(1)));
        assertThat(process.routes().manual()).containsExactly(Routes.Stage.review("lead"), Routes.Stage.CARRY_OUT);
        assertThat(process.routes().full()).containsExactly(new Routes.Stage("look-up", null), Routes.Stage.CARRY_OUT);
        assertThat(process.outcomes()).isEqualTo(Map.of("ANSWER", List.of("tell"), "NO", List.of()));
        assertThat(process.steps().get("tell"))
                .isEqualTo(new StepDefinition(
                        Address.of("http://localhost:8081/tell"),
                        3,
                        "lead",
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(15)));
        assertThat(process.reference())
                .isEqualTo(Map.of("sites", new ReferenceDefinition("Site", Map.of("code", "site"))));
    }

    @Test
    void howAFileIsWrittenIsRead() throws Exception {
        var pack = PackOnDisk.in(folder).with("process.yaml", BadProcess.GOOD.replace("  dates:", """
                  separator: tab
                  decimal: comma
                  headings: [Ticket No, Day]
                  skip: 3
                  encoding: windows-1252
                  dates:""".indent(2)
                .stripTrailing()));

        CsvFormat csv = pack.load().definition().csv();

        assertThat(csv.separatorChar()).isEqualTo('\t');
        assertThat(csv.hasDecimalComma()).isTrue();
        assertThat(csv.headings()).containsExactly("Ticket No", "Day");
        assertThat(csv.skip()).isEqualTo(3);
        assertThat(csv.encoding()).isEqualTo("windows-1252");
    }

    @Test
    void aKeyMaySayWhichSpellingsAreOne() throws Exception {
        var written = "key: { fields: [number], normalise: [case] }";
        var pack = PackOnDisk.in(folder).with("process.yaml", BadProcess.GOOD.replace("key: [number]", written));
        assertThat(pack.load().definition().key()).isEqualTo(new KeyDefinition(List.of("number"), List.of("case")));
        pack.with("process.yaml", BadProcess.GOOD.replace("key: [number]", "key: { fields: [number] }"));
        assertThat(pack.load().definition().key()).isEqualTo(KeyDefinition.of(List.of("number")));
    }

    @Test
    void limitsAreNumbersDatesAndTexts() throws Exception {
        var pack = PackOnDisk.in(folder).with("process.yaml", BadProcess.GOOD + """
                limits:
                  small: 500
                  tax: -0.190
                  hub: JFK
                  kind: "007"
                  since: 2025-01-01
                  word: "2025-01-01"
                """);
        assertThat(pack.load().definition().limits())
                .isEqualTo(Map.of(
                        "small", new Limit(Limit.Kind.NUMBER, "500"),
                        "tax", new Limit(Limit.Kind.NUMBER, "-0.190"),
                        "hub", new Limit(Limit.Kind.TEXT, "JFK"),
                        "kind", new Limit(Limit.Kind.TEXT, "007"),
                        "since", new Limit(Limit.Kind.DATE, "2025-01-01"),
                        "word", new Limit(Limit.Kind.TEXT, "2025-01-01")));
    }

    @Test
    void whenATaskIsDueMayHangOnAField() throws Exception {
        var pack = PackOnDisk.in(folder)
                .with(
                        "process.yaml",
                        BadProcess.GOOD.replace(
                                "due: 8h",
                                "due: { default: 8h, by: { field: kind, critical: 1h, \"1\": 30m, low: 2d } }"));
        Due due = Objects.requireNonNull(pack.load().definition().queues().get("desk"))
                .due();
        assertThat(due.field()).isEqualTo("kind");
        assertThat(due.of("critical")).isEqualTo(Duration.ofHours(1));
        assertThat(due.of("1")).isEqualTo(Duration.ofMinutes(30));
        assertThat(due.of(" low ")).isEqualTo(Duration.ofDays(2));
        assertThat(due.of("Critical")).isEqualTo(Duration.ofHours(8));
        assertThat(due.of("")).isEqualTo(Duration.ofHours(8));
    }

    @Test
    void whatIsLeftOutHasItsDefault() throws Exception {
        ProcessDefinition process =
                PackOnDisk.in(folder).with("process.yaml", """
                        process: tickets
                        title: Tickets
                        owner: { name: Support, contact: support@example.org }
                        item: Ticket
                        queues: { desk: { title: The desk, due: 8h } }
                        routes:
                          full: [carry-out]
                          partial: [review: desk, carry-out]
                          manual: [review: desk, carry-out]
                        quarantine: desk
                        fallback: desk
                        outcomes: { DONE: [] }
                        """).load().definition();

        assertThat(process.key().fields()).isEmpty();
        assertThat(process.csv()).isEqualTo(new CsvFormat(Map.of(), List.of(), List.of("")));
        assertThat(process.steps()).isEmpty();
        assertThat(process.reference()).isEmpty();
        assertThat(process.queues().get("desk"))
                .isEqualTo(new QueueDefinition("The desk", Duration.ofHours(8), null, Duration.ofMinutes(30)));
    }

    @Test
    void aStepThatSaysLittleIsTriedFiveTimesForTenSeconds() throws Exception {
        assertThat(PackOnDisk.in(folder).load().definition().steps())
                .containsEntry(
                        "look-up",
                        new StepDefinition(
                                Address.of("https://example.org/look-up"),
                                5,
                                "desk",
                                Duration.ofSeconds(10),
                                Duration.ofMinutes(15)));
    }

    @ParameterizedTest
    @FieldSource("dev.signalbox.process.BadProcess#ALL")
    void aFaultIsToldOnceWithItsLine(BadProcess bad) throws Exception {
        List<PackFault> faults =
                PackOnDisk.in(folder).with("process.yaml", bad.yaml()).faults();

        assertThat(faults).singleElement().satisfies(fault -> {
            assertThat(fault.file()).isEqualTo("tickets/process.yaml");
            assertThat(fault.text()).startsWith("Expected ").endsWith(bad.fault());
            assertThat(fault.line()).isEqualTo(bad.line());
            assertThat(bad.yaml().lines().toList().get(fault.line() - 1).substring(fault.column() - 1))
                    .doesNotStartWith(" ")
                    .isNotEmpty();
        });
    }

    @Test
    void allFaultsAreToldAtOnce() throws Exception {
        String yaml = BadProcess.GOOD
                .replace("item: Ticket\n", "")
                .replace("due: 8h", "due: soon")
                .replace("on-failure: desk", "on-failure: nobody")
                .replace("attempts: 3", "attempts: 0")
                .replace("- carry-out", "- tell");

        List<PackFault> faults = PackOnDisk.in(folder)
                .with("process.yaml", yaml)
                .without("item.drl")
                .without("reference/sites.csv")
                .faults();

        assertThat(faults)
                .extracting(PackFault::toString)
                .satisfiesExactly(
                        fault -> assertThat(fault).startsWith("tickets: Expected a .drl file"),
                        fault -> assertThat(fault).startsWith("tickets/process.yaml:2:1: Expected 'item', but"),
                        fault -> assertThat(fault).startsWith("tickets/process.yaml:13:5: Expected 'queues.desk.due'"),
                        fault -> assertThat(fault)
                                .startsWith("tickets/process.yaml:22:7: Expected 'routes.manual' to end"),
                        fault -> assertThat(fault)
                                .startsWith("tickets/process.yaml:29:51: Expected 'steps.look-up.on-failure'"),
                        fault -> assertThat(fault)
                                .startsWith("tickets/process.yaml:30:47: Expected 'steps.tell.attempts'"),
                        fault -> assertThat(fault)
                                .startsWith("tickets/process.yaml:32:3: Expected the file reference/sites.csv"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            title: Again                | 34 | Expected 'title' once, but it is written again
            steps: {}                   | 34 | Expected 'steps' once, but it is written again
            'title: : x'                | 34 | mapping values are not allowed here
            '? [a, b] : c'              | 34 | Expected a word as a key, but found something else
            'x: {'                      | 34 | a bracket that opens here is not closed
            'x: *nothing'               | 34 | found undefined alias nothing
            '<<: {title: T}'            | 34 | but found '<<'
            '--- '                      | 34 | found another document
            """)
    void whatIsNoPlainYamlIsRefused(String more, int line, String message) throws IOException {
        List<PackFault> faults = PackOnDisk.in(folder)
                .with("process.yaml", BadProcess.GOOD + more + "\n")
                .faults();

        assertThat(faults).singleElement().satisfies(fault -> {
            assertThat(fault.message()).contains(message);
            assertThat(fault.line()).isEqualTo(line);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            title: Tickets        | title:Tickets         | 3  | after the colon a blank is missing; write title: Tickets
            title: Tickets        | title = Tickets       | 3  | this line is no key with a value; write title: Tickets
            title: Tickets        | title:\u00a0Tickets  | 3  | after the colon stands a space that does not break (U+00A0); write title: Tickets
            title: Tickets        | Tickets               | 3  | this line is no key with a value; write a key, a colon and a blank before it
            # A process           | // A process          | 1  | this line is no key with a value; write # before a remark
            title: Tickets        | title: "Tickets       | 3  | a text that begins here does not end; write " after it
            title: The desk       | title: 'The desk      | 13 | a text that begins here does not end; write ' after it
            key: [number]         | key: [number          | 6  | a bracket that opens here is not closed; write ] after what belongs to it
            example.org }         | example.org           | 4  | a bracket that opens here is not closed; write } after what belongs to it
            title: Tickets        | title: Tickets: all   | 3  | stands in quotes, and a key begins its line as deep as its neighbours
            title: Tickets        | title: @home          | 3  | no text begins with @; put the text in quotes
            title: Tickets        | title: %home          | 3  | no text begins with %; put the text in quotes
            title: Tickets        | title: *home          | 3  | found undefined alias home; a text that begins with * stands in quotes
            title: Tickets        | title: \tTickets      | 3  | a tab stands here; write blanks
            due: 8h               | due:8h                | 14 | after the colon a blank is missing; write due: 8h
            sites: { type: Site,  | sites: { type: Site   | 33 | a bracket that opens here is not closed; write } after what belongs to it
            """)
    void aSlipInYamlIsToldWhereItIsWithItsCure(String instead, String written, int line, String words)
            throws IOException {
        String slip = written.replace("\\t", "\t").replace("\\u00a0", "\u00a0");
        List<PackFault> faults = PackOnDisk.in(folder)
                .with("process.yaml", BadProcess.GOOD.replace(instead.strip(), slip))
                .faults();

        assertThat(faults).singleElement().satisfies(fault -> {
            assertThat(fault.text())
                    .startsWith("Expected YAML, but it cannot be read: ")
                    .endsWith(words);
            assertThat(fault.line()).isEqualTo(line);
        });
    }

    @Test
    void moreQueuesThanAnybodyHasAreRefusedAtTheFirstThatIsTooMany() throws Exception {
        var queues = new StringBuilder("queues:\n");
        for (int i = 0; i < 20_000; i++) {
            queues.append("  q").append(i).append(": { title: Q, due: 8h }\n");
        }
        long start = System.nanoTime();
        assertThat(PackOnDisk.in(folder)
                        .with("process.yaml", BadProcess.GOOD.replace("queues:\n", queues.toString()))
                        .faults())
                .singleElement()
                .hasToString(
                        "tickets/process.yaml:1012:3: Expected at most 1000 entries in 'queues', but there are 20003;"
                                + " this is the first that is too many");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        String steps = "[" + "tell, ".repeat(2_000) + "tell]";
        assertThat(PackOnDisk.in(folder)
                        .with("process.yaml", BadProcess.GOOD.replace("ANSWER: [tell]", "ANSWER: " + steps))
                        .faults())
                .singleElement()
                .asString()
                .contains("Expected at most 1000 entries in 'outcomes.ANSWER', but there are 2001");
    }

    @Test
    void anEmptyFileLacksEverything() throws IOException {
        assertThat(PackOnDisk.in(folder)
                        .with("process.yaml", "# to be written\n")
                        .faults())
                .extracting(PackFault::message)
                .contains("Expected 'process', but it is missing", "Expected 'owner', but it is missing")
                .hasSize(9);
    }

    @Test
    void aControlCharacterIsRefused() throws IOException {
        assertThat(PackOnDisk.in(folder)
                        .with("process.yaml", BadProcess.GOOD.replace("The desk", "The\0desk"))
                        .faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.message()).startsWith("Expected YAML, but"));
    }

    @Test
    void aliasesThatMultiplyAreRefused() throws IOException {
        var bomb = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 30; i++) {
            bomb.append("a%1$d: &a%1$d [*a%2$d, *a%2$d, *a%2$d]\n".formatted(i, i - 1));
        }
        assertThat(PackOnDisk.in(folder).with("process.yaml", bomb.toString()).faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.message()).contains("aliases"));
    }

    @Test
    void nestingWithoutEndIsRefused() throws IOException {
        assertThat(PackOnDisk.in(folder)
                        .with("process.yaml", "title: " + "[".repeat(100_000))
                        .faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.message()).startsWith("Expected YAML, but"));
    }

    @Test
    void whatRefersToItselfIsRefused() throws IOException {
        assertThat(PackOnDisk.in(folder)
                        .with("process.yaml", "queues: &q { desk: *q }\n")
                        .faults())
                .extracting(PackFault::message)
                .anySatisfy(message -> assertThat(message).contains("in 'queues.desk', but found 'desk'"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"30m", "8h", "2d", "1d12h", "90s", "1h30m", "99999d"})
    void timesAreReadAsWritten(String due) throws Exception {
        ProcessDefinition process = PackOnDisk.in(folder)
                .with("process.yaml", BadProcess.GOOD.replace("due: 8h", "due: " + due))
                .load()
                .definition();

        String iso = due.contains("d") ? "P" + due.replace("d", "DT") : "PT" + due;
        assertThat(process.queues().values())
                .extracting(queue -> queue.due().usual())
                .startsWith(Duration.parse(iso.replaceAll("T$", "")));
    }
}
