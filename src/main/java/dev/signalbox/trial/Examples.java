package dev.signalbox.trial;

import dev.signalbox.binding.Headings;
import dev.signalbox.decision.Case;
import dev.signalbox.decision.DecisionEngine;
import dev.signalbox.item.ItemType;
import dev.signalbox.item.Route;
import dev.signalbox.process.PackFault;
import dev.signalbox.process.PackFile;
import dev.signalbox.process.PackRefused;
import dev.signalbox.process.ProcessPack;
import dev.signalbox.trial.Expected.Part;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads a pack's {@code examples.csv} (RFC 4180, UTF-8), a row an example. In any order and number, its columns are:
 *
 * <ul>
 *   <li>{@code example}: the example's name, and {@code example.at}: the moment of receipt, as a date (midnight, in the process's zone) or
 *       a moment such as {@code 2026-03-01T12:00:00Z}; 1 January 2100 unless said, so that no example grows old;
 *   <li>what is given, as the pack's {@code csv:} reads it, by its heading there or by the field's own name; for what is
 *       nested, paths such as {@code lines[0].amount}, whose values are written as in JSON but without quotes, or a
 *       column {@code json} with an object that the other columns are laid over. A blank is a missing value;
 *   <li>what is expected: {@code expect.route}, {@code expect.outcome}, {@code expect.queue}, {@code expect.rules} and
 *       {@code expect.problems}. A blank is not checked, and {@value Expected#NONE} means that there is none. Rules and
 *       problems are lists parted by semicolons, complete unless they end in {@value Expected#OTHERS}. A problem is
 *       {@code field}, or {@code field: message}; {@code item} stands for the whole item.
 * </ul>
 */
public final class Examples {
    public static final String FILE = "examples.csv";
    private static final Instant RECEIVED = Instant.parse("2100-01-01T00:00:00Z");
    private static final CSVFormat CSV =
            CSVFormat.DEFAULT.builder().setIgnoreEmptyLines(false).get();

    private static final Pattern OPEN_QUOTE = Pattern.compile("startline (\\d+)\\)? EOF reached");

    private final ProcessPack pack;
    private final DecisionEngine engine;
    private final List<PackFault> faults = new ArrayList<>();
    private final List<Example> examples = new ArrayList<>();

    private Examples(ProcessPack pack, DecisionEngine engine) {
        this.pack = pack;
        this.engine = engine;
    }

    /**
     * The examples of a pack; none when it has no such file.
     *
     * @throws PackRefused with every fault of the file, by line and column
     */
    public static List<Example> of(ProcessPack pack, DecisionEngine engine) throws PackRefused {
        var reading = new Examples(pack, engine);
        for (PackFile file : pack.files()) {
            if (file.path().equals(FILE)) {
                reading.read(file.text());
            }
        }
        if (!reading.faults.isEmpty()) {
            throw new PackRefused(reading.faults);
        }
        return reading.examples;
    }

    /** What process.yaml takes from a column and no example gives; nothing to be said when examples are JSON objects. */
    static List<String> remarks(ProcessPack pack, ItemType type) {
        for (PackFile file : pack.files()) {
            if (file.path().equals(FILE)) {
                List<String> header = header(file.text());
                var missing = Headings.of(type, pack.definition(), header).named().stream()
                        .filter(heading -> !header.contains(heading.field()))
                        .map(heading -> heading.field() + " ('" + heading.heading() + "')")
                        .toList();
                return missing.isEmpty() || header.contains("json")
                        ? List.of()
                        : List.of(FILE + " has no column for what process.yaml names: " + String.join(", ", missing));
            }
        }
        return List.of();
    }

    private static List<String> header(String text) {
        try (CSVParser parser = CSV.parse(new StringReader(text))) {
            for (CSVRecord record : parser) {
                if (!isBlank(record)) {
                    return record.stream().map(String::strip).toList();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.of();
    }

    private void read(String text) {
        try (CSVParser parser = CSV.parse(new StringReader(text))) {
            List<Heading> headings = List.of();
            Given given = null;
            int line = 1;
            for (CSVRecord record : parser) {
                if (!isBlank(record)) {
                    if (given == null) {
                        headings = headings(line, record);
                        if (!faults.isEmpty()) {
                            return;
                        }
                        given = new Given(pack.definition(), engine.type(), headings);
                    } else {
                        row(line, headings, given, record);
                    }
                }
                line = (int) parser.getCurrentLineNumber() + 1;
            }
            if (given == null) {
                fault(1, "Expected a line of headings, but the file is empty");
            }
        } catch (IOException | RuntimeException e) {
            Matcher start = OPEN_QUOTE.matcher(String.valueOf(e.getMessage()));
            if (start.find()) {
                fault(
                        Integer.parseInt(start.group(1)),
                        "Expected quotes to end where a cell ends, but here one does not");
            } else {
                fault(0, "Expected CSV, but " + e.getMessage());
            }
        }
    }

    private static boolean isBlank(CSVRecord record) {
        return record.stream().allMatch(String::isBlank);
    }

    private List<Heading> headings(int line, CSVRecord record) {
        var reader = new HeadingReader(pack.definition(), engine.type());
        var headings = new ArrayList<Heading>();
        if (record.size() == 1 && record.get(0).matches(".*\\w[;\t|]\\w.*")) {
            fault(line, "Expected commas between the cells, but they are parted otherwise; save it as CSV with commas");
            return headings;
        }
        for (String cell : record) {
            try {
                headings.add(reader.read(cell.strip()));
            } catch (IllegalArgumentException e) {
                fault(line, "column " + (headings.size() + 1) + ": " + e.getMessage());
                headings.add(Heading.NOTHING);
            }
        }
        return headings;
    }

    private void row(int line, List<Heading> headings, Given given, CSVRecord record) {
        if (record.size() != headings.size()) {
            fault(line, "Expected " + headings.size() + " cells, but found " + record.size());
            return;
        }
        String name = "line " + line;
        Instant at = RECEIVED;
        var expected = new ArrayList<Expected>();
        for (int i = 0; i < headings.size(); i++) {
            Heading heading = headings.get(i);
            String cell = record.get(i).strip();
            if (cell.isEmpty()) {
                continue;
            }
            try {
                switch (heading.role()) {
                    case NAME -> name = cell;
                    case AT -> at = moment(cell, pack.definition().zone());
                    case EXPECTED -> expected.add(expected(Part.valueOf(heading.name()), cell));
                    case NOTHING -> throw new IllegalArgumentException("Expected no value, but was '" + cell + "'");
                    default -> {}
                }
            } catch (IllegalArgumentException e) {
                fault(line, heading, String.valueOf(e.getMessage()));
            }
        }
        try {
            var bound = given.bind(record.values());
            examples.add(new Example(
                    line, name, new Case(bound.values(), bound.problems(), bound.warnings(), at), expected));
        } catch (Given.Unreadable e) {
            fault(line, e.heading, String.valueOf(e.getMessage()));
        }
    }

    private static Instant moment(String cell, ZoneId zone) {
        try {
            return cell.length() == 10
                    ? LocalDate.parse(cell).atStartOfDay(zone).toInstant()
                    : Instant.parse(cell);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "Expected a date such as 2026-03-01, or a moment such as 2026-03-01T12:00:00Z, but was '" + cell
                            + "'",
                    e);
        }
    }

    private Expected expected(Part part, String cell) {
        var words = new ArrayList<String>();
        for (String word : part.isList() ? cell.split(";", -1) : new String[] {cell}) {
            if (!word.isBlank()) {
                words.add(word.strip());
            }
        }
        boolean others = part.isList() && words.remove(Expected.OTHERS);
        if (words.equals(List.of(Expected.NONE))) {
            words.clear();
        }
        switch (part) {
            case ROUTE ->
                known(words, Stream.of(Route.values()).map(Route::name).toList());
            case OUTCOME -> known(words, pack.definition().outcomes().keySet());
            case QUEUE -> known(words, pack.definition().queues().keySet());
            case RULES ->
                known(words, engine.rules().stream().map(rule -> rule.name()).toList());
            case PROBLEMS -> {}
        }
        return new Expected(part, List.copyOf(words), others);
    }

    private static void known(List<String> words, Collection<String> all) {
        for (String word : words) {
            if (!all.contains(word)) {
                String some = all.size() <= 10 ? "one of " + String.join(", ", all) : "the name of a rule";
                throw new IllegalArgumentException(
                        "Expected " + some + ", but was '" + word + "'" + HeadingReader.help(word, all));
            }
        }
    }

    private void fault(int line, Heading heading, String message) {
        fault(line, "column '" + heading.text() + "': " + message);
    }

    private void fault(int line, String message) {
        faults.add(new PackFault(pack.name() + "/" + FILE, line, message));
    }
}
