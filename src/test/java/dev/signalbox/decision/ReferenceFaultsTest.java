package dev.signalbox.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.signalbox.process.PackFault;
import dev.signalbox.process.PackRefused;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is wrong with a reference table is told of its cell, with how it is written. */
class ReferenceFaultsTest {
    private static final String DRL = """
            declare Claim
                type : String
            end
            declare Carrier
                code  : String
                rate  : BigDecimal
                since : LocalDate
                good  : Boolean
                count : Integer
            end
            """;

    private static List<String> told(String csv) {
        Packs pack = Packs.of("Claim", DRL).reference("carriers", "Carrier", Map.of("code", "type"), csv);
        PackRefused refused =
                catchThrowableOfType(PackRefused.class, () -> pack.compile().close());
        assertThat(refused).isNotNull();
        return refused.faults().stream().map(PackFault::toString).toList();
    }

    @Test
    void aCellIsToldWithHowItIsWritten() {
        assertThat(told("""
                        code,rate,since,good,count
                        A,"1,5",,,
                        B,"1.234,50",,,
                        C,"1,234",,,
                        D,5%,,,
                        E,€5,,,
                        F,1\u00a0000,,,
                        G,,31.12.2024,,
                        H,,12/31/2024,,
                        I,,,yes,
                        J,,,,1.0
                        K,,,,many
                        """))
                .containsExactly(
                        "trial/reference/carriers.csv:2:2: Expected a decimal number as rate, but was 1,5; write 1.5",
                        "trial/reference/carriers.csv:3:2: Expected a decimal number as rate, but was 1.234,50; write 1234.50",
                        "trial/reference/carriers.csv:4:2: Expected a decimal number as rate, but was 1,234; write 1234",
                        "trial/reference/carriers.csv:5:2: Expected a decimal number as rate, but was 5%; write 0.05",
                        "trial/reference/carriers.csv:6:2: Expected a decimal number as rate, but was €5; write 5",
                        "trial/reference/carriers.csv:7:2: Expected a decimal number as rate, but was 1\u00a0000; write 1000",
                        "trial/reference/carriers.csv:8:3: Expected a date as since, but was 31.12.2024; write 2024-12-31",
                        "trial/reference/carriers.csv:9:3: Expected a date as since, but was 12/31/2024; write dates as"
                                + " 2024-12-31",
                        "trial/reference/carriers.csv:10:4: Expected true or false as good, but was yes; write true",
                        "trial/reference/carriers.csv:11:5: Expected a whole number as count, but was 1.0; write 1",
                        "trial/reference/carriers.csv:12:5: Expected a whole number as count, but was many");
    }

    @Test
    void whatIsWrongWithTheWholeFileIsToldOnce() {
        assertThat(told("code;rate\nA;1\nB;2\n"))
                .containsExactly(
                        "trial/reference/carriers.csv:1: Expected commas between the cells, but they are parted"
                                + " otherwise; save it as CSV with commas");
        assertThat(told("code,rate\nA,1\nB,\"2\nC,3\n"))
                .containsExactly(
                        "trial/reference/carriers.csv:3: Expected quotes to end where a cell ends, but here one does"
                                + " not");
        assertThat(told("code,rat\nA,1\n"))
                .containsExactly(
                        "trial/reference/carriers.csv:1:2: Expected one of code, rate, since, good, count as column,"
                                + " but was rat; did you mean 'rate'?");
        String bad = IntStream.range(0, 1_000).mapToObj(i -> "K" + i + ",x\n").collect(Collectors.joining());
        assertThat(told("code,rate\n" + bad)).hasSize(100);
    }

    @Test
    void moreRowsThanAProcessCanHoldAreRefusedAtTheFirstThatIsTooMany() {
        var rows = new StringBuilder("code\n");
        for (int i = 0; i <= 500_000; i++) {
            rows.append("A\n");
        }
        assertThat(told(rows.toString()))
                .containsExactly(
                        "trial/reference/carriers.csv:500002: Expected at most 500000 rows in the reference tables of"
                                + " a pack, but here are more");
    }
}
