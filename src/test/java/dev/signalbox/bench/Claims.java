package dev.signalbox.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Any number of claims, made from the real ones by giving each a number of its own. */
record Claims(List<String> columns, List<List<String>> rows) {
    static final String ITEMS = "/v1/processes/property-claims/items";
    private static final Path REAL = Path.of("samples", "property-claims-2014.csv");
    private static final int TYPE = 6;

    static Claims real() throws IOException {
        try (var parser = CSVFormat.DEFAULT.parse(Files.newBufferedReader(REAL))) {
            var rows = new ArrayList<List<String>>();
            parser.forEach(row -> rows.add(row.toList()));
            return new Claims(rows.get(0), rows.subList(1, rows.size()));
        }
    }

    /** Only the claims of a type. */
    Claims ofType(String type) {
        Predicate<List<String>> is = row -> row.get(TYPE).equals(type);
        return new Claims(columns, rows.stream().filter(is).toList());
    }

    /** The claim at this place of an endless list. */
    List<String> row(int place) {
        var row = new ArrayList<>(rows.get(place % rows.size()));
        row.set(0, number(place));
        return row;
    }

    private static String number(int place) {
        return Long.toString(9_000_000_000_000L + place);
    }

    Iterator<List<String>> some(int from, int count) {
        return IntStream.range(from, from + count).mapToObj(this::row).iterator();
    }

    /** Writes a CSV file of claims. */
    Path write(Path file, int from, int count) throws IOException {
        try (var out = new CSVPrinter(Files.newBufferedWriter(file, StandardCharsets.UTF_8), CSVFormat.DEFAULT)) {
            out.printRecord(columns);
            for (var rows = some(from, count); rows.hasNext(); ) {
                out.printRecord(rows.next());
            }
        }
        return file;
    }

    /** An endless list of claims as JSON, cheap to draw from. */
    Bodies bodies(int from) {
        return new Bodies(rows.stream().map(ClaimJson::afterNumber).toList(), from);
    }

    /** Each body has a number of its own. For one thread. */
    static final class Bodies implements Iterator<byte[]> {
        private static final byte[] START = "{\"claimNumber\": \"".getBytes(StandardCharsets.US_ASCII);
        private final List<byte[]> rests;
        private int place;

        private Bodies(List<byte[]> rests, int from) {
            this.rests = rests;
            this.place = from;
        }

        @Override
        public boolean hasNext() {
            return true;
        }

        @Override
        public byte[] next() {
            var number = number(place).getBytes(StandardCharsets.US_ASCII);
            var rest = rests.get(place++ % rests.size());
            return ByteBuffer.allocate(START.length + number.length + rest.length)
                    .put(START)
                    .put(number)
                    .put(rest)
                    .array();
        }
    }
}
