package dev.signalbox.cli;

import dev.signalbox.binding.MalformedBody;
import dev.signalbox.decision.RuleCompiler;
import dev.signalbox.item.Json;
import dev.signalbox.process.PackFault;
import dev.signalbox.process.PackLoader;
import dev.signalbox.process.PackRefused;
import dev.signalbox.process.Suggestion;
import dev.signalbox.trial.Past;
import dev.signalbox.trial.PastFile;
import dev.signalbox.trial.Replay.Side;
import dev.signalbox.trial.ReplayReport;
import dev.signalbox.trial.ReportPage;
import dev.signalbox.trial.Settings;
import dev.signalbox.trial.Truth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells what rules make, or would make, of past items. */
@Command(
        name = "replay",
        description = "Put past items through the rules, and tell what becomes of them. Nothing is stored.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:done, whatever the rules decided", "2:a pack, the file or an option cannot be used"})
public final class Replay implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "PROCESS", description = "The process whose rules are tried.")
    String process = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "FILE", description = "Past items: .csv, .ndjson or .jsonl.")
    @Nullable
    Path file;

    @Option(names = "--stored", description = "Instead of a file: the items that are stored in --data.")
    boolean stored;

    @Option(names = "--data", description = "Folder of the database. No server may be running on it.")
    Path data = Path.of("data");

    @Option(names = "--rules", description = "Folder of process packs, or the pack itself.")
    Path rules = Path.of("rules");

    @Option(names = "--against", description = "Other rules to compare with: what would change.")
    @Nullable
    Path against;

    @Option(names = "--truth", paramLabel = "COLUMN", description = "Column that holds what people decided.")
    @Nullable
    String truth;

    @Option(
            names = "--truth-map",
            paramLabel = "WORD=OUTCOME",
            split = ",",
            description =
                    "What the words in that column mean; by default the outcomes' own names. Other words: undecided.")
    Map<String, String> truthMap = new LinkedHashMap<>();

    @Option(names = "--minutes", description = "Minutes that one review takes a person.")
    double minutes = 10;

    @Option(names = "--at", description = "The moment that items are judged by; now unless said.")
    @Nullable
    Instant at;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the whole report as JSON.")
    @Nullable
    Path json;

    @Option(names = "--html", paramLabel = "FILE", description = "Write the report as one page.")
    @Nullable
    Path html;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        try {
            run();
            return 0;
        } catch (PackRefused e) {
            e.faults().forEach(this::complain);
        } catch (MalformedBody e) {
            complain(file + ": " + e.getMessage());
        } catch (NoSuchFileException e) {
            complain("Expected a file of items, but there is no " + e.getMessage());
        } catch (IllegalArgumentException e) {
            complain(String.valueOf(e.getMessage()));
        }
        return 2;
    }

    private void complain(Object fault) {
        spec.commandLine().getErr().println(fault);
        spec.commandLine().getErr().flush();
    }

    private void run() throws PackRefused, MalformedBody, IOException, SQLException {
        if (stored == (file != null)) {
            throw new IllegalArgumentException(
                    "Expected a file or --stored, but " + (stored ? "both are" : "neither is") + " there");
        }
        Side before = side(rules);
        try {
            Side after = against == null ? null : side(against);
            try {
                replay(before, after);
            } finally {
                if (after != null) {
                    after.engine().close();
                }
            }
        } finally {
            before.engine().close();
        }
    }

    private Side side(Path folder) throws PackRefused {
        var packs = PackFolders.in(folder);
        for (Path pack : packs) {
            if (String.valueOf(pack.toAbsolutePath().normalize().getFileName()).equals(process)) {
                var loaded = PackLoader.load(pack);
                return new Side(loaded, RuleCompiler.compile(loaded));
            }
        }
        var names =
                packs.stream().map(pack -> String.valueOf(pack.getFileName())).toList();
        throw new PackRefused(List.of(new PackFault(
                        folder.toString(),
                        0,
                        "Expected one of " + String.join(", ", names) + " as process, but was '" + process + "'")
                .suggesting(Suggestion.question(process, names))));
    }

    private void replay(Side before, @Nullable Side after) throws IOException, MalformedBody, SQLException {
        var judgedAt = at == null ? Instant.now().truncatedTo(ChronoUnit.SECONDS) : at;
        var known = truth(before);
        ReplayReport report;
        long start = System.nanoTime();
        try (Past past = stored
                        ? StoredItems.open(data, before, truth)
                        : PastFile.open(
                                Objects.requireNonNull(file),
                                before.engine().type(),
                                before.pack().definition(),
                                truth,
                                judgedAt);
                var bar = ReplayBar.open(past)) {
            report = new dev.signalbox.trial.Replay(before, after, known)
                    .run(past, new Settings(stored ? "the database" : name(file), judgedAt, minutes), bar::show);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        if (known != null && !stored && report.items() > 0 && decided(report) == 0) {
            throw new IllegalArgumentException("Expected words such as "
                    + String.join(", ", known.outcomes().keySet()) + " in the column '" + known.column()
                    + "', but none of them is there");
        }
        if (json != null) {
            Files.write(json, Json.bytes(report));
        }
        if (html != null) {
            Files.writeString(html, ReportPage.html(report));
        }
        var out = spec.commandLine().getOut();
        new ReplayText(out, Paint.forTerminal()).print(report, seconds);
        out.flush();
    }

    /** Without the folders that lead to it, which are nobody's business who gets the report. */
    private static String name(@Nullable Path file) {
        return file == null ? "" : String.valueOf(file.getFileName());
    }

    private static long decided(ReplayReport report) {
        var agreement = report.before().truth();
        return agreement == null ? 0 : agreement.decided();
    }

    private @Nullable Truth truth(Side side) {
        if (truth == null && !stored) {
            if (!truthMap.isEmpty()) {
                throw new IllegalArgumentException("Expected --truth COLUMN with --truth-map, but there is none");
            }
            return null;
        }
        var outcomes = side.pack().definition().outcomes().keySet();
        if (truthMap.isEmpty()) {
            outcomes.forEach(outcome -> truthMap.put(outcome, outcome));
        }
        truthMap.forEach((word, outcome) -> {
            if (!outcomes.contains(outcome)) {
                String help = Suggestion.question(outcome, outcomes);
                throw new IllegalArgumentException("Expected an outcome of " + process + " ("
                        + String.join(", ", outcomes) + ") for '" + word + "' in --truth-map, but was '" + outcome + "'"
                        + (help == null ? "" : "; " + help));
            }
        });
        return new Truth(truth == null ? "outcome" : truth, Map.copyOf(truthMap));
    }
}
