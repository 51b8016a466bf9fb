package dev.signalbox.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Any number of claims, made from the real ones by giving each a number of its own. */
record Claims(List<String> columns, List<List<String>> rows) {
    private static final Path REAL = Path.of("samples", "property-claims-2014.csv");

    static Claims real() throws IOException {
        try (var parser = CSVFormat.DEFAULT.parse(Files.newBufferedReader(REAL))) {
            var rows = new ArrayList<List<String>>();
            parser.forEach(row -> rows.add(row.toList()));
            return new Claims(rows.get(0), rows.subList(1, rows.size()));
        }
    }

    /** The claim at this place of an endless list. */
    List<String> row(int place) {
        var row = new ArrayList<>(rows.get(place % rows.size()));
        row.set(0, number(place));
        return row;
    }

    static String number(int place) {
        return "9" + (1_000_000_000_000L + place);
    }

    Iterator<List<String>> first(int count) {
        return IntStream.range(0, count).mapToObj(this::row).iterator();
    }

    /** Only the claims whose cell in this column is this. */
    Claims where(String column, String cell) {
        int at = columns.indexOf(column);
        return new Claims(
                columns, rows.stream().filter(row -> row.get(at).equals(cell)).toList());
    }

    /** Writes a file of so many claims. */
    void write(Path file, int count) throws IOException {
        try (var out = new CSVPrinter(Files.newBufferedWriter(file, StandardCharsets.UTF_8), CSVFormat.DEFAULT)) {
            out.printRecord(columns);
            for (var rows = first(count); rows.hasNext(); ) {
                out.printRecord(rows.next());
            }
        }
    }
}
