package dev.signalbox.decision;

import dev.signalbox.process.PackFault;
import dev.signalbox.process.PackFile;
import dev.signalbox.process.ProcessPack;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** What a pack's own examples and reference tables hold, to tell what a rule spells otherwise, and what a spreadsheet has spoilt. */
final class WrittenValues {
    private static final CSVFormat CSV =
            CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).get();
    private static final int MOST_VALUES = 1_000;
    private static final int MOST_TOLD = 5;
    private static final Pattern SHORTENED = Pattern.compile("\\d([.,]\\d+)?E\\+?\\d+");
    private static final Pattern DATED =
            Pattern.compile("(?i)\\d{1,2}-(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)");
    private static final Pattern DIGITS = Pattern.compile("\\d+");

    private final ProcessPack pack;
    private final Map<String, Set<String>> values = new HashMap<>();
    private final List<PackFault> doubts = new ArrayList<>();

    /** @param pack whose files are known to be readable */
    WrittenValues(ProcessPack pack) {
        this.pack = pack;
        Map<String, String> fields = new HashMap<>();
        pack.definition().csv().columns().forEach((field, heading) -> fields.put(heading, field));
        for (PackFile file : pack.files()) {
            if (file.path().equals("examples.csv")) {
                read(file, pack.definition().item(), heading -> fields.getOrDefault(heading, heading), Set.of());
            }
            pack.definition().reference().forEach((name, table) -> {
                if (file.path().equals(ReferenceReader.path(name))) {
                    read(
                            file,
                            table.type(),
                            UnaryOperator.identity(),
                            table.key().keySet());
                }
            });
        }
    }

    /** By field, such as {@code Claim.type}. */
    Map<String, Set<String>> byField() {
        return values;
    }

    /** Keys that a spreadsheet has made something else of. */
    List<PackFault> doubts() {
        return doubts;
    }

    private void read(PackFile file, String type, UnaryOperator<String> field, Set<String> keys) {
        try (CSVParser parser = CSV.parse(new StringReader(file.text()))) {
            List<String> headings = List.of();
            var columns = new HashMap<Integer, Map<String, Integer>>();
            for (CSVRecord record : parser) {
                if (headings.isEmpty()) {
                    headings = record.stream().map(String::strip).map(field).toList();
                    continue;
                }
                for (int i = 0; i < Math.min(headings.size(), record.size()); i++) {
                    String cell = record.get(i).strip();
                    Set<String> known = values.computeIfAbsent(type + "." + headings.get(i), name -> new HashSet<>());
                    if (!cell.isEmpty() && known.size() < MOST_VALUES) {
                        known.add(cell);
                    }
                    if (!cell.isEmpty() && keys.contains(headings.get(i))) {
                        columns.computeIfAbsent(i, column -> new TreeMap<>())
                                .putIfAbsent(cell, (int) parser.getCurrentLineNumber());
                    }
                }
            }
            columns.forEach((column, cells) -> keys(file, column + 1, cells));
        } catch (IOException | RuntimeException e) {
            // What cannot be read has been told as a fault of its file.
            values.keySet().removeIf(name -> name.startsWith(type + "."));
        }
    }

    /** @param cells of a key column, each with its first line */
    private void keys(PackFile file, int column, Map<String, Integer> cells) {
        int before = doubts.size();
        boolean zeros = cells.keySet().stream().anyMatch(cell -> cell.matches("0\\d+"));
        int width = cells.keySet().stream()
                .filter(cell -> DIGITS.matcher(cell).matches())
                .mapToInt(String::length)
                .max()
                .orElse(0);
        var plain = new HashMap<String, String>();
        cells.forEach((cell, line) -> {
            String twin = plain.putIfAbsent(cell.toLowerCase(Locale.ROOT), cell);
            String doubt = SHORTENED.matcher(cell).matches()
                    ? "looks like a long number that a spreadsheet has shortened; write it out"
                    : DATED.matcher(cell).matches()
                            ? "looks like a code that a spreadsheet has taken for a date; write it as it was"
                            : zeros && DIGITS.matcher(cell).matches() && cell.length() < width
                                    ? "is shorter than its neighbours, which begin with zeros; write "
                                            + "0".repeat(width - cell.length()) + cell
                                    : twin != null
                                            ? "differs from " + twin + " in its case only; write one of them"
                                            : "";
            if (!doubt.isEmpty() && doubts.size() - before < MOST_TOLD) {
                String[] words = doubt.split("; ", 2);
                doubts.add(new PackFault(pack.name() + "/" + file.path(), line, "the key " + cell + " " + words[0])
                        .inColumn(column)
                        .suggesting(words[1])
                        .asWarning());
            }
        });
    }
}
