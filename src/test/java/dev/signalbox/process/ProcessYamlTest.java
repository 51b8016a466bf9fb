package dev.signalbox.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
        assertThat(process.key()).containsExactly("number");
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
                        URI.create("http://localhost:8081/tell"), 3, "lead", Duration.ofSeconds(30)));
        assertThat(process.reference())
                .isEqualTo(Map.of("sites", new ReferenceDefinition("Site", Map.of("code", "site"))));
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

        assertThat(process.key()).isEmpty();
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
                                URI.create("https://example.org/look-up"), 5, "desk", Duration.ofSeconds(10)));
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
            'x: {'                      | 35 | Expected YAML, but
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
                .extracting(QueueDefinition::due)
                .startsWith(Duration.parse(iso.replaceAll("T$", "")));
    }
}
