package dev.signalbox.decision.table;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** The cells of a CSV file (RFC 4180). A line break in quotes is part of its cell, as in spreadsheets. */
final class CsvSheet {
    private static final CSVFormat CSV =
            CSVFormat.RFC4180.builder().setIgnoreEmptyLines(false).get();

    private CsvSheet() {}

    static Grid read(String text) throws TableRefused {
        var grid = new Grid();
        int row = 0;
        try (CSVParser parser = CSV.parse(new StringReader(text))) {
            for (CSVRecord line : parser) {
                row++;
                for (int i = 0; i < line.size(); i++) {
                    grid.put(row, i + 1, line.get(i));
                }
            }
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            throw new TableRefused(
                    new Cell(row + 1, 0),
                    "Expected quotes to end where a cell ends, but here they do not; write a quote within a cell twice");
        }
        refuseSemicolons(grid);
        return grid;
    }

    private static void refuseSemicolons(Grid grid) throws TableRefused {
        for (int row = 1; row <= grid.lastRow(); row++) {
            if (grid.text(row, 1).toLowerCase(Locale.ROOT).matches("(?s)rule(set|table)[^,]*;.*")) {
                throw new TableRefused(
                        new Cell(row, 1),
                        "Expected commas between the cells, but they are semicolons; save it as CSV with commas, or as"
                                + " .xlsx");
            }
        }
    }
}
