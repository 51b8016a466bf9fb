package dev.signalbox.samples;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.binding.CsvBinder;
import dev.signalbox.binding.CsvRows;
import dev.signalbox.binding.JsonBinder;
import dev.signalbox.binding.NdjsonLines;
import dev.signalbox.binding.Row;
import dev.signalbox.binding.RowBinder;
import dev.signalbox.binding.Rows;
import dev.signalbox.decision.Case;
import dev.signalbox.decision.DecisionEngine;
import dev.signalbox.decision.RuleCompiler;
import dev.signalbox.decision.table.DecisionTable;
import dev.signalbox.decision.table.TableRefused;
import dev.signalbox.item.Decision;
import dev.signalbox.process.PackFile;
import dev.signalbox.process.PackLoader;
import dev.signalbox.process.ProcessPack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One of the packs under {@code rules/}, live, and what it makes of a sample. */
record Pack(ProcessPack files, DecisionEngine engine) implements AutoCloseable {
    private static final Pattern RULE = Pattern.compile("(?m)^rule \"([^\"]+)\"");
    static final Instant RECEIVED = Instant.parse("2026-01-01T00:00:00Z");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** An item as the rules get it, and its payload. */
    record Submitted(Case facts, JsonNode payload) {}

    static Pack load(String process) throws Exception {
        var files = PackLoader.load(Path.of("rules", process));
        return new Pack(files, RuleCompiler.compile(files));
    }

    List<Submitted> read(String sample) throws Exception {
        var submitted = new ArrayList<Submitted>();
        try (var in = Files.newInputStream(Path.of("samples", sample))) {
            if (sample.endsWith(".csv")) {
                var rows = CsvRows.open(in, files.definition().csv());
                read(rows, new CsvBinder(engine.type(), files.definition(), rows.head()), submitted);
            } else {
                read(NdjsonLines.open(in), new JsonBinder(engine.type(), files.definition()), submitted);
            }
        }
        return submitted;
    }

    /** The item in a file of JSON. */
    Case readOne(String sample) throws Exception {
        var bound =
                new JsonBinder(engine.type(), files.definition()).bind(Files.readAllBytes(Path.of("samples", sample)));
        return new Case(bound.values(), bound.problems(), bound.warnings(), RECEIVED);
    }

    private static void read(Rows rows, RowBinder binder, List<Submitted> into) throws Exception {
        for (List<Row> some = rows.next(500); !some.isEmpty(); some = rows.next(500)) {
            for (var row : binder.bind(some)) {
                var bound = Objects.requireNonNull(row.bound(), () -> "Expected an item, but " + row.refused());
                var facts = new Case(bound.values(), bound.problems(), bound.warnings(), RECEIVED);
                into.add(new Submitted(facts, JSON.readTree(new String(bound.payload(), UTF_8))));
            }
        }
    }

    List<Decision> decide(Stream<Case> cases) {
        return engine.decide(cases.toList());
    }

    /** The name of every rule, in the order of the files. */
    List<String> rules() {
        return files.files().stream()
                .flatMap(file -> RULE.matcher(drl(file)).results())
                .map(rule -> rule.group(1))
                .toList();
    }

    static String drl(PackFile file) {
        if (!DecisionTable.isTable(file.path())) {
            return file.path().endsWith(".drl") ? file.text() : "";
        }
        try {
            return DecisionTable.read(file).drl();
        } catch (TableRefused e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        engine.close();
    }
}
