package dev.signalbox.decision.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.process.PackFile;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvTableTest {
    private static final String LIMITS = """
            RuleSet,trial
            RuleTable Limits
            NAME,CONDITION,CONDITION,ACTION,ACTION
            ,Claim ...,Claim ...
            ,amount > $param,amount <= $param,"route.partial(""$param"");","route.manual(""$param"");"
            rule,above,up to,a person confirms,a person decides
            Some,100,500,"above 100, up to 500"
            Many,500,,,above 500
            """;

    static DecisionTable read(String csv) throws TableRefused {
        return DecisionTable.read(new PackFile("limits.drl.csv", csv.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aRowIsARuleAndAnEmptyCellSaysNothing() throws TableRefused {
        assertThat(read(LIMITS).drl().replaceAll("\\s+", " "))
                .contains("package trial;")
                .contains("rule \"Some\" when Claim(amount > 100, amount <= 500) then route.partial(\"above 100, up to"
                        + " 500\"); end")
                .contains("rule \"Many\" when Claim(amount > 500) then route.manual(\"above 500\"); end");
    }

    @Test
    void eachPieceOfTheDrlComesFromItsCell() throws TableRefused {
        DecisionTable table = read(LIMITS);
        assertThat(at(table, "Some", 0)).hasToString("A7");
        assertThat(at(table, "amount > 100", "amount > ".length())).hasToString("B7");
        assertThat(at(table, "amount <= 500", "amount <= 5".length())).hasToString("C7");
        assertThat(at(table, "above 100", 0)).hasToString("D7");
        assertThat(at(table, "amount > 500", "amount > ".length())).hasToString("B8");
        assertThat(at(table, "above 500", 0)).hasToString("E8");
    }

    @Test
    void whatTheColumnSaysItselfComesFromAboveTheRules() throws TableRefused {
        DecisionTable table = read(LIMITS);
        assertThat(at(table, "Claim(amount > 100", 0)).hasToString("B4");
        assertThat(at(table, "amount > 100", 0)).hasToString("B5");
        assertThat(at(table, "amount <= 500", 0)).hasToString("C5");
        assertThat(at(table, "route.manual", 0)).hasToString("E5");
    }

    @Test
    void theQuotesAroundATextThatACellFillsAreTheCells() throws TableRefused {
        assertThat(at(read(LIMITS), "\"above 500\"", 0)).hasToString("E8");
    }

    @Test
    void aLineAloneIsARowAndTheCellWhenThereIsOnlyOne() throws TableRefused {
        DecisionTable table = read(LIMITS);
        TableCells cells = table.cells();
        assertThat(cells.at(line(table.drl(), "amount <= 500"), 0)).isEqualTo(new Cell(7, 0));
        assertThat(cells.at(line(table.drl(), "route.partial"), 0)).isEqualTo(new Cell(7, 4));
        assertThat(cells.row(line(table.drl(), "rule \"Many\""))).isEqualTo(8);
        assertThat(cells.row(1)).isZero();
    }

    @Test
    void twoTablesOfOneFileKeepTheirRows() throws TableRefused {
        DecisionTable table = read(LIMITS + """

            ,RuleTable Countries
            ,CONDITION,ACTION
            ,Claim
            ,country == "$param","route.manual(""$param"");"
            ,country,because
            ,NO,far away
            """);
        assertThat(at(table, "above 500", 0)).hasToString("E8");
        assertThat(at(table, "country == \"NO\"", "country == \"".length())).hasToString("B15");
        assertThat(table.drl()).contains("rule \"Countries_15\"");
    }

    @Test
    void dotsAtTheEndOfAReasonAreKept() throws TableRefused {
        assertThat(read(LIMITS.replace("above 500\n", "above 500 ...\n")).drl())
                .contains("route.manual(\"above 500 ...\");");
    }

    @Test
    void aCellMayHoldQuotesCommasAndLineBreaks() throws TableRefused {
        DecisionTable table = read(LIMITS.replace("above 500\n", "\"say \"\"why\"\", please\"\n")
                .replace("\"above 100, up to 500\"", "\"above\n100\""));
        assertThat(table.drl()).contains("route.manual(\"say \\\"why\\\", please\");");
        assertThat(at(table, "say ", 0)).hasToString("E8");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "NAME,CONDITION,|NAME,PRIORITY,| B3 | Expected NAME, DESCRIPTION, CONDITION or ACTION, but it was"
                        + " 'PRIORITY'",
                "NAME,CONDITION,|NAME,NAME,| B3 | Expected one column of names, but this is another",
                "NAME,CONDITION,|NAME,,| B7 | Expected nothing, since B3 says no CONDITION or ACTION, but it was '100'",
                ",amount > $param,|,,| B5 | Expected the column's condition, such as amount > $param, but the cell is"
                        + " empty",
                ",\"route.manual(\"\"$param\"\");\"|,| E5 | Expected the column's action, such as"
                        + " route.manual(\"$param\");, but the cell is empty",
                "Claim ...,Claim ...|Claim| C4 | Expected what the condition looks at, with three dots where columns"
                        + " share it, such as Claim ..., but the cell is empty",
                "above,up to|100,500| B6 | Expected a heading for people, since rules begin a row below, but it was"
                        + " '100'",
                "500,,,above 500|500,| 8 | Expected an action, but every cell for one is empty",
                "500,,,above 500|,,,above 500| 8 | Expected a condition, but every cell for one is empty",
            })
    void aFaultNamesItsCell(String text, String faulty, String cell, String message) {
        assertThat(LIMITS).contains(text);
        assertThatThrownBy(() -> read(LIMITS.replace(text, faulty)))
                .isInstanceOfSatisfying(
                        TableRefused.class,
                        refused -> assertThat(refused.faults()).anySatisfy(fault -> {
                            assertThat(fault.cell()).hasToString(cell);
                            assertThat(fault.message()).isEqualTo(message);
                        }));
    }

    @Test
    void noRuleIsLostBehindAnEmptyRow() {
        assertThatThrownBy(() -> read(LIMITS.replace("Many,", "\nMany,")))
                .isInstanceOfSatisfying(
                        TableRefused.class,
                        refused -> assertThat(refused.faults())
                                .containsExactly(new TableFault(
                                        new Cell(9, 0),
                                        "Expected no empty row between rules, but there is one above this row")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`amount\n1`                       | Expected a cell that says RuleTable",
                "`RuleTable Limits\nNAME,ACTION`   | Expected a cell that says RuleSet",
                "`RuleSet;trial\nRuleTable Limits` | Expected commas between the cells, but they are semicolons",
                "`RuleSet,\"trial`                 | Expected quotes to end where a cell ends",
            })
    void whatIsNoTableIsRefused(String csv, String message) {
        assertThatThrownBy(() -> read(csv)).hasMessageContaining(message);
    }

    @Test
    void aTableIsBoundedInRowsColumnsAndInWhatItBecomes() {
        assertThatThrownBy(() -> read(LIMITS + "x,1,2,3\n".repeat(10_000))).hasMessageContaining("at most 10000 rows");
        assertThatThrownBy(() -> read(LIMITS + ",".repeat(300) + "x")).hasMessageContaining("256 columns");
        String long32k = "amount > $param /*" + "x".repeat(32_000) + "*/";
        assertThatThrownBy(() -> read(LIMITS.replace("amount > $param", long32k) + "x,1,2,3\n".repeat(5_000)))
                .hasMessageContaining("rules of at most 16 MiB");
    }

    private static Cell at(DecisionTable table, String words, int into) {
        int offset = table.drl().indexOf(words) + into;
        int line = line(table.drl(), words);
        return table.cells().at(line, offset - table.drl().lastIndexOf('\n', offset - 1));
    }

    private static int line(String drl, String words) {
        assertThat(drl).contains(words);
        return (int) drl.substring(0, drl.indexOf(words)).lines().count()
                + (drl.charAt(drl.indexOf(words) - 1) == '\n' ? 1 : 0);
    }
}
