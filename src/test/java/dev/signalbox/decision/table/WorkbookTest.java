package dev.signalbox.decision.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.process.PackFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Workbooks as another program writes them, and as nobody should. */
class WorkbookTest {
    @TempDir
    Path scratch;

    private static final String[][] LIMITS = {
        {"RuleSet", "trial"},
        {"RuleTable Limits"},
        {"NAME", "CONDITION", "CONDITION", "ACTION"},
        {"", "Claim ...", "Claim ..."},
        {"", "amount > $param", "day >= \"$param\"", "route.manual(\"$param\");"},
        {"rule", "above", "from", "because"},
        {"Much", "100", "2025-01-01", "much & <more>"},
    };

    private static void limits(Worksheet sheet) {
        for (int row = 0; row < LIMITS.length; row++) {
            for (int column = 0; column < LIMITS[row].length; column++) {
                sheet.value(row, column, LIMITS[row][column]);
            }
        }
    }

    @SafeVarargs
    private static byte[] workbook(Consumer<Worksheet>... sheets) {
        var bytes = new ByteArrayOutputStream();
        try (var workbook = new org.dhatim.fastexcel.Workbook(bytes, "Tests", "1.0")) {
            for (int i = 0; i < sheets.length; i++) {
                sheets[i].accept(workbook.newWorksheet("Sheet " + (i + 1)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static String drl(byte[] workbook) throws TableRefused {
        return DecisionTable.read(new PackFile("limits.drl.xlsx", workbook)).drl();
    }

    @Test
    void aWorkbookSaysWhatTheSameCellsSayAsCsv() throws TableRefused {
        var csv = new StringBuilder();
        for (String[] row : LIMITS) {
            for (String cell : row) {
                csv.append('"').append(cell.replace("\"", "\"\"")).append("\",");
            }
            csv.append('\n');
        }
        assertThat(drl(workbook(WorkbookTest::limits)))
                .isEqualTo(CsvTableTest.read(csv.toString()).drl())
                .contains("Claim(amount > 100, day >= \"2025-01-01\")");
    }

    @Test
    void numbersDatesAndYesOrNoReadAsPeopleSeeThem() throws TableRefused {
        Grid grid = Workbook.read(workbook(sheet -> {
            sheet.value(0, 0, 10_000);
            sheet.value(0, 1, 0.1 + 0.2);
            sheet.value(0, 2, new BigDecimal("1234567.89"));
            sheet.value(0, 3, true);
            sheet.value(0, 4, -5e-7);
            sheet.value(1, 0, LocalDate.of(2025, 2, 28));
            sheet.style(1, 0).format("dd/mm/yyyy").set();
            sheet.value(1, 1, LocalDateTime.of(2025, 2, 28, 13, 5));
            sheet.style(1, 1).format("d. mmm yyyy hh:mm").set();
            sheet.value(1, 2, 0.05);
            sheet.style(1, 2).format("0.00%").set();
            sheet.value(1, 3, 42);
            sheet.style(1, 3).format("\"days\" #,##0 [Red]").set();
        }));
        assertThat(row(grid, 1)).containsExactly("10000", "0.3", "1234567.89", "true", "-0.0000005");
        assertThat(row(grid, 2)).containsExactly("2025-02-28", "2025-02-28T13:05", "0.05", "42", "");
    }

    @Test
    void mergedCellsShareWhatTheyLookAt() throws TableRefused {
        byte[] merged = workbook(sheet -> {
            limits(sheet);
            sheet.value(3, 1, "Claim");
            sheet.value(3, 2, "");
            sheet.range(3, 1, 3, 2).merge();
            sheet.range(1, 0, 1, 3).merge();
            sheet.value(7, 0, "More");
            sheet.value(7, 1, 200);
            sheet.range(6, 3, 7, 3).merge();
        });
        assertThat(drl(merged))
                .contains("Claim(amount > 100, day >= \"2025-01-01\")")
                .contains("Claim(amount > 200)")
                .containsSubsequence("rule \"Much\"", "much & <more>", "rule \"More\"", "much & <more>");
    }

    @Test
    void aFormulaIsTheValueThatWasSavedWithIt() throws Exception {
        byte[] bytes = workbook(sheet -> {
            limits(sheet);
            sheet.formula(6, 1, "50*2");
        });
        assertThatThrownBy(() -> drl(bytes))
                .isInstanceOfSatisfying(
                        TableRefused.class,
                        refused -> assertThat(refused.faults()).singleElement().satisfies(fault -> {
                            assertThat(fault.cell()).hasToString("B7");
                            assertThat(fault.message()).startsWith("Expected the formula's value in the file");
                        }));
        byte[] saved = edited(
                bytes,
                "xl/worksheets/sheet1.xml",
                xml -> xml.replaceAll("(<c r=\"B7\"[^>]*>)<f>50\\*2</f>(<v></v>)?", "$1<f>50*2</f><v>100</v>"));
        assertThat(drl(saved)).contains("amount > 100");
        byte[] failed = edited(
                saved,
                "xl/worksheets/sheet1.xml",
                xml -> xml.replaceAll(
                        "<c r=\"B7\"[^>]*><f>50\\*2</f><v>100</v>", "<c r=\"B7\" t=\"e\"><f>50*2</f><v>#REF!</v>"));
        assertThatThrownBy(() -> drl(failed)).hasMessageContaining("Expected a value, but it is the error #REF!");
    }

    /** However a program writes a cell whose formula it has not worked out. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<c r='B7'><f>50*2</f></c>",
                "<c r='B7'><f>50*2</f><v></v></c>",
                "<c r='B7'><f>50*2</f><v/></c>",
                "<c r='B7'><f>50*2</f><v> </v></c>",
                "<c r='B7'><f t='shared' si='0'/></c>",
                "<c r='B7'><f t='array' ref='B7'>SUM(A1:A3)</f><v></v></c>",
                "<c r='B7' t='b'><f>TRUE()</f><v></v></c>",
                "<c r='B7' t='str'><f>A1</f></c>"
            })
    void aFormulaWithoutASavedValueIsRefusedAtItsCell(String cell) throws Exception {
        byte[] bytes = edited(
                workbook(WorkbookTest::limits),
                "xl/worksheets/sheet1.xml",
                xml -> xml.replaceFirst("<c r=\"B7\".*?</c>", cell));
        assertRefused(bytes, "B7", "Expected the formula's value in the file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"12345678901234567", "1.2345678901234567E+16", "-12345678901234567", "1234567890123456.5"})
    void aNumberThatASpreadsheetCannotKeepIsRefusedAtItsCell(String number) throws Exception {
        byte[] bytes = edited(
                workbook(WorkbookTest::limits),
                "xl/worksheets/sheet1.xml",
                xml -> xml.replaceFirst("<c r=\"B7\".*?</c>", "<c r='B7'><v>" + number + "</v></c>"));
        assertRefused(bytes, "B7", "Expected a number of at most 15 digits");
    }

    @ParameterizedTest
    @ValueSource(strings = {"A1:XFD1048576", "A1:A1048576", "A1:XFD1", "B2:C10001", "A1:IV1000"})
    void cellsMergedBeyondAnyTableAreRefusedAtTheirFirst(String merged) throws Exception {
        byte[] bytes = edited(
                workbook(WorkbookTest::limits),
                "xl/worksheets/sheet1.xml",
                xml -> xml.replace(
                        "</sheetData>", "</sheetData><mergeCells><mergeCell ref='" + merged + "'/></mergeCells>"));
        long start = System.nanoTime();
        assertRefused(bytes, merged.substring(0, 2), "Expected");
        assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
    }

    private static void assertRefused(byte[] bytes, String cell, String message) {
        assertThatThrownBy(() -> drl(bytes))
                .isInstanceOfSatisfying(
                        TableRefused.class,
                        refused -> assertThat(refused.faults()).singleElement().satisfies(fault -> {
                            assertThat(fault.cell()).hasToString(cell);
                            assertThat(fault.message()).startsWith(message);
                        }));
    }

    @Test
    void theSheetWithTheTablesIsFound() throws TableRefused {
        assertThat(drl(workbook(sheet -> sheet.value(0, 0, "Read me"), WorkbookTest::limits)))
                .contains("rule \"Much\"");
        assertThatThrownBy(() -> drl(workbook(WorkbookTest::limits, WorkbookTest::limits)))
                .hasMessageContaining(
                        "Expected all tables on one sheet, but there are some on 'Sheet 1' and 'Sheet 2'");
    }

    /** As other programs write it: text in place, in parts or with its pronunciation; cells without addresses; prefixes. */
    @Test
    void otherWaysOfWritingTheSameAreRead() throws Exception {
        Grid grid = Workbook.read(zip(Map.of(
                "xl/workbook.xml",
                "<x:workbook xmlns:x='urn:x' xmlns:r='urn:r'><x:workbookPr date1904='1'/>"
                        + "<x:sheets><x:sheet name='A' r:id='r7'/></x:sheets></x:workbook>",
                "xl/_rels/workbook.xml.rels",
                "<Relationships><Relationship Id='r7' Target='/xl/worksheets/other.xml'/></Relationships>",
                "xl/sharedStrings.xml",
                "<sst><si><r><t>in </t></r><r><t xml:space='preserve'>parts </t></r></si>"
                        + "<si><t>\u6771</t><rPh sb='0' eb='1'><t>\u30d2</t></rPh></si></sst>",
                "xl/styles.xml",
                "<styleSheet><cellStyleXfs><xf numFmtId='0'/></cellStyleXfs>"
                        + "<cellXfs><xf numFmtId='0'/><xf numFmtId='14'/></cellXfs></styleSheet>",
                "xl/worksheets/other.xml",
                "<worksheet><sheetData><row><c t='s'><v>0</v></c><c t='inlineStr'><is><t>in place</t></is></c></row>"
                        + "<row r='3'><c r='B3' t='s'><v>1</v></c><c s='1'><v>0</v></c><c r='D3'/></row>"
                        + "</sheetData></worksheet>")));
        assertThat(row(grid, 1)).startsWith("in parts", "in place");
        assertThat(row(grid, 3)).startsWith("", "\u6771", "1904-01-01");
    }

    @Test
    void aSmallFileThatUnpacksToMuchIsRefused() throws IOException {
        byte[] bomb = zip(Map.of("xl/styles.xml", " ".repeat(64 << 20)));
        assertThat(bomb.length).isLessThan(1 << 20);
        assertThatThrownBy(() -> drl(bomb)).hasMessageContaining("but it unpacks to more than 16 MiB");
    }

    @Test
    void whatIsNoWorkbookIsRefused() throws IOException {
        assertThatThrownBy(() -> drl("RuleSet,trial".getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("Expected an .xlsx workbook, but it is something else");
        assertThatThrownBy(() -> drl(new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0}))
                .hasMessageContaining("it is an older .xls, or locked by a password");
        assertThatThrownBy(() -> drl(zip(Map.of("a.xml", "<a/>")))).hasMessageContaining("it has no xl/workbook.xml");
    }

    /** Entities could multiply, or name files of this machine: neither is looked at. */
    @Test
    void entitiesAreNotExpanded() throws Exception {
        byte[] bytes = edited(
                workbook(WorkbookTest::limits),
                "xl/workbook.xml",
                xml -> xml.replaceFirst(
                                "<workbook", "<!DOCTYPE w [<!ENTITY a SYSTEM 'file:///etc/hostname'>]><workbook")
                        .replace("</workbook>", "<note>&a;</note></workbook>"));
        assertThatThrownBy(() -> drl(bytes)).hasMessageContaining("it cannot be read");
    }

    @Test
    void aNumberBeyondAllSpreadsheetsIsRefused() throws Exception {
        byte[] bytes = edited(
                workbook(WorkbookTest::limits),
                "xl/worksheets/sheet1.xml",
                xml -> xml.replaceFirst("<c r=\"B7\".*?</c>", "<c r=\"B7\"><v>1e999999999</v></c>"));
        assertThatThrownBy(() -> drl(bytes)).hasMessageContaining("B7 holds a number that no spreadsheet can");
    }

    private static String[] row(Grid grid, int row) {
        var cells = new String[grid.lastColumn()];
        for (int column = 1; column <= cells.length; column++) {
            cells[column - 1] = grid.text(row, column);
        }
        return cells;
    }

    private static byte[] zip(Map<String, String> parts) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    private byte[] edited(byte[] workbook, String part, UnaryOperator<String> edit) throws IOException {
        Path file = Files.write(scratch.resolve("workbook.xlsx"), workbook);
        try (var in = new ZipFile(file.toFile())) {
            var parts = new HashMap<String, String>();
            for (ZipEntry entry : Collections.list(in.entries())) {
                String text = new String(in.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
                String changed = entry.getName().equals(part) ? edit.apply(text) : text;
                assertThat(changed.equals(text)).isEqualTo(!entry.getName().equals(part));
                parts.put(entry.getName(), changed);
            }
            return zip(parts);
        }
    }
}
