package dev.signalbox.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.signalbox.decision.DecisionEngine;
import dev.signalbox.decision.RuleCompiler;
import dev.signalbox.process.PackFile;
import dev.signalbox.process.PackLoader;
import dev.signalbox.process.PackRefused;
import dev.signalbox.process.ProcessPack;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How {@code examples.csv} is read. */
class ExamplesTest {
    private static ProcessPack claims;
    private static DecisionEngine claimRules;
    private static ProcessPack invoices;
    private static DecisionEngine invoiceRules;

    @BeforeAll
    static void compile() throws PackRefused {
        claims = PackLoader.load(Path.of("rules/property-claims"));
        claimRules = RuleCompiler.compile(claims);
        invoices = PackLoader.load(Path.of("rules/supplier-invoices"));
        invoiceRules = RuleCompiler.compile(invoices);
    }

    @AfterAll
    static void close() {
        claimRules.close();
        invoiceRules.close();
    }

    private static List<Example> claims(String csv) throws PackRefused {
        return Examples.of(with(claims, csv), claimRules);
    }

    private static List<Example> invoices(String csv) throws PackRefused {
        return Examples.of(with(invoices, csv), invoiceRules);
    }

    private static ProcessPack with(ProcessPack pack, String csv) {
        var file = new PackFile("examples.csv", csv.getBytes(StandardCharsets.UTF_8));
        return new ProcessPack(pack.folder(), pack.definition(), List.of(file), "v1");
    }

    @Test
    void cellsAndDaysAreReadAsProcessYamlSays() throws Exception {
        var files = new ArrayList<PackFile>();
        for (PackFile file : claims.files()) {
            String text = new String(file.bytes(), StandardCharsets.UTF_8);
            files.add(
                    file.path().equals("process.yaml")
                            ? new PackFile(
                                    file.path(),
                                    ("time-zone: Pacific/Auckland\n"
                                                    + text.replace(
                                                            "csv:\n", "csv:\n  decimal: comma\n  separator: tab\n"))
                                            .getBytes(StandardCharsets.UTF_8))
                            : file);
        }
        var german = PackLoader.of("rules/property-claims", files);
        var examples = Examples.of(with(german, """
                example,example.at,Close Amount
                "commas stay between cells",2026-03-01,"1.200,50"
                """), claimRules);

        assertThat(examples).singleElement().satisfies(example -> {
            assertThat(example.item().values()).containsEntry("amount", new BigDecimal("1200.50"));
            assertThat(example.item().receivedAt()).isEqualTo("2026-02-28T11:00:00Z");
        });
    }

    @Test
    void cellsAreReadAsThePacksCsvIs() throws PackRefused {
        var examples = claims("""
                example,Claim Number,received,Close Amount,site
                by heading and by field,17,13-Jan-14,"$1,200.50",-
                """);

        assertThat(examples).singleElement().satisfies(example -> {
            assertThat(example.name()).isEqualTo("by heading and by field");
            assertThat(example.line()).isEqualTo(2);
            assertThat(example.expected()).isEmpty();
            assertThat(example.item().receivedAt()).isEqualTo("2100-01-01T00:00:00Z");
            assertThat(example.item().values())
                    .containsExactlyInAnyOrderEntriesOf(Map.of(
                            "claimNumber",
                            "17",
                            "received",
                            LocalDate.of(2014, 1, 13),
                            "amount",
                            new BigDecimal("1200.50")));
        });
    }

    @Test
    void aCellThatDoesNotFitIsAProblemOfTheItemAndNoFaultOfTheFile() throws PackRefused {
        var examples = claims("claimNumber,amount\n1,about fifty\n");

        assertThat(examples.get(0).name()).isEqualTo("line 2");
        assertThat(examples.get(0).item().problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.field()).isEqualTo("amount"));
    }

    @Test
    void nestedValuesComeFromPathsAndFromAnObjectThatTheyAreLaidOver() throws PackRefused {
        var examples = invoices("""
                json,lines[0].quantity,lines[1].quantity,number,total
                "{""number"":""A"",""total"":1,""lines"":[{""quantity"":1,""amount"":2.50}]}",7,8,B,
                """);

        assertThat(examples.get(0).item().values())
                .isEqualTo(Map.of(
                        "number",
                        "B",
                        "total",
                        new BigDecimal("1"),
                        "lines",
                        List.of(
                                Map.of("quantity", new BigDecimal("7"), "amount", new BigDecimal("2.50")),
                                Map.of("quantity", new BigDecimal("8")))));
        assertThat(examples.get(0).item().problems()).isEmpty();
    }

    @Test
    void theMomentOfReceiptCanBeSaid() throws PackRefused {
        var examples = claims("""
                claimNumber,example.at
                1,2014-05-06
                2,2014-05-06T07:08:09Z
                """);

        assertThat(examples)
                .extracting(example -> example.item().receivedAt())
                .containsExactly(Instant.parse("2014-05-06T00:00:00Z"), Instant.parse("2014-05-06T07:08:09Z"));
    }

    @Test
    void quotedLineBreaksAndEmptyLinesDoNotPutTheLinesOut() throws PackRefused {
        var examples = claims("claimNumber,category\r\n1,\"two\r\nlines\"\r\n\r\n,\r\n2,x\r\n");

        assertThat(examples).extracting(Example::line).containsExactly(2, 6);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "claimNumbr|1|1|column 1: *; did you mean 'claimNumber'?",
                "expect.rout|FULL|1|column 1: *; did you mean 'expect.route'?",
                "type,Claim Type|a,b|1|column 2: Expected each column once, but 'Claim Type' is there twice",
                "expect.route|FULLY|2|column 'expect.route': Expected one of FULL, PARTIAL, MANUAL, but was 'FULLY'; did you mean 'FULL'?",
                "expect.outcome|PAYS|2|column 'expect.outcome': Expected one of *, but was 'PAYS'; did you mean 'PAY'?",
                "expect.queue|examiner|2|column 'expect.queue': * did you mean 'examiners'?",
                "expect.rules|A compliment is answerd with thanks|2|column 'expect.rules': Expected the name of a rule, but was 'A compliment is answerd with thanks'; did you mean 'A compliment is answered with thanks'?",
                "example.at|yesterday|2|column 'example.at': Expected a date such as 2026-03-01, *, but was 'yesterday'",
                "json|{]|2|column 'json': Expected well-formed JSON, but at line 1, column 2: *",
                "claimNumber|1,2|2|Expected 1 cells, but found 2",
                "claimNumber,|1,x|2|column '': Expected no value, but was 'x'",
            })
    void aFaultOfTheFileNamesLineAndColumn(String heading, String row, int line, String message) {
        var refused = catchThrowableOfType(PackRefused.class, () -> claims(heading + "\n" + row + "\n"));

        assertThat(refused.faults()).singleElement().satisfies(fault -> {
            assertThat(fault.file()).isEqualTo("property-claims/examples.csv");
            assertThat(fault.line()).isEqualTo(line);
            assertThat(fault.message()).matches(("\\Q" + message + "\\E").replace("*", "\\E.*\\Q"));
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lines|1|column 1: Expected a single value, such as lines[0].description, or a column json, but 'lines' is a list",
                "lines[0].amuont|1|column 1: Expected a field of Invoice *, but was 'lines[0].amuont'*",
                "lines[1].amount|2|column 'lines[1].amount': Expected [0] before [1], but it has no value",
            })
    void aFaultyPathIsNamed(String heading, int line, String message) {
        var refused = catchThrowableOfType(PackRefused.class, () -> invoices(heading + "\n1\n"));

        assertThat(refused.faults()).singleElement().satisfies(fault -> {
            assertThat(fault.line()).isEqualTo(line);
            assertThat(fault.message()).matches(("\\Q" + message + "\\E").replace("*", "\\E.*\\Q"));
        });
    }

    @Test
    void everyFaultIsToldAtOnce() {
        var refused = catchThrowableOfType(
                PackRefused.class, () -> claims("claimNumber,expect.route,expect.queue\n1,A,b\n2,FULL,c\n"));

        assertThat(refused.faults()).extracting(fault -> fault.line()).containsExactly(2, 2, 3);
    }

    @Test
    void aListIsCompleteUnlessItEndsInDots() throws PackRefused {
        String csv = """
                claimNumber,received,type,site,airport,amount,expect.rules,expect.problems
                1,13-Jan-14,Property Damage,Checkpoint,JFK,0,%s,%s
                """;
        String zero = "An amount of zero asks for nothing until an examiner has seen it";
        assertThat(differences(csv.formatted(zero, "none"))).isEmpty();
        assertThat(differences(csv.formatted("none", "none")))
                .singleElement()
                .isEqualTo(new Difference(Expected.Part.RULES, List.of(), List.of(zero)));
        assertThat(differences(csv.formatted("...", "..."))).isEmpty();
        assertThat(differences(csv.formatted("A compliment is answered with thanks; ...", "amount")))
                .containsExactly(
                        new Difference(Expected.Part.RULES, List.of("A compliment is answered with thanks"), List.of()),
                        new Difference(Expected.Part.PROBLEMS, List.of("amount"), List.of()));
    }

    private static List<Difference> differences(String csv) throws PackRefused {
        return Rehearsal.of(with(claims, csv), claimRules).tried().get(0).differences();
    }
}
