package dev.signalbox.decision;

import dev.signalbox.process.CsvFormat;
import dev.signalbox.process.KeyDefinition;
import dev.signalbox.process.Limit;
import dev.signalbox.process.PackFile;
import dev.signalbox.process.PackRefused;
import dev.signalbox.process.ProcessDefinition;
import dev.signalbox.process.ProcessPack;
import dev.signalbox.process.QueueDefinition;
import dev.signalbox.process.ReferenceDefinition;
import dev.signalbox.process.Routes;
import dev.signalbox.process.Routes.Stage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Small packs, written in a test as text. Queues, lowest first: clerks, examiners, seniors. Outcomes: PAY, DENY. */
final class Packs {
    /** Much the same as a file. */
    static final String PROCESS = """
            process: trial
            title: A trial
            owner: { name: Tests, contact: tests@example.org }
            item: Claim
            queues:
              clerks:    { title: A queue, due: 24h, escalate: examiners }
              examiners: { title: A queue, due: 24h, escalate: seniors }
              seniors:   { title: A queue, due: 24h }
              lawyers:   { title: A queue, due: 24h }
            routes:
              full:    [carry-out]
              partial: [review: examiners, carry-out]
              manual:  [review: seniors, carry-out]
            quarantine: clerks
            fallback: lawyers
            outcomes: { PAY: [], DENY: [] }
            """;

    private static final Duration DAY = Duration.ofDays(1);

    private final List<PackFile> files = new ArrayList<>();
    private final Map<String, ReferenceDefinition> reference = new LinkedHashMap<>();
    private final Map<String, QueueDefinition> queues = new LinkedHashMap<>();
    private final String item;
    private List<String> key = List.of();
    private CsvFormat csv = new CsvFormat(Map.of(), List.of(), List.of(""));
    private final Map<String, String> worked = new LinkedHashMap<>();
    private String timeZone = "UTC";
    private final Map<String, Limit> named = new LinkedHashMap<>();
    private List<String> mayBeMissing = List.of();
    private Limits limits = Limits.DEFAULT;

    private Packs(String item) {
        this.item = item;
    }

    static Packs of(String item, String drl) {
        return item(item).with("rules.drl", "package trial\n" + drl);
    }

    /** Of no file yet. */
    static Packs item(String item) {
        return new Packs(item);
    }

    Packs with(String path, String text) {
        files.add(new PackFile(path, text.getBytes(StandardCharsets.UTF_8)));
        return this;
    }

    Packs queue(String name, QueueDefinition queue) {
        queues.put(name, queue);
        return this;
    }

    Packs key(String... fields) {
        key = List.of(fields);
        return this;
    }

    Packs mayBeMissing(String... fields) {
        mayBeMissing = List.of(fields);
        return this;
    }

    Packs within(Duration time, int matches) {
        limits = new Limits(time, matches);
        return this;
    }

    Packs limit(String name, Limit limit) {
        named.put(name, limit);
        return this;
    }

    Packs csv(CsvFormat format) {
        csv = format;
        return this;
    }

    Packs value(String field, String formula) {
        worked.put(field, formula);
        return this;
    }

    Packs timeZone(String zone) {
        timeZone = zone;
        return this;
    }

    Packs reference(String name, ReferenceDefinition definition, String csv) {
        reference.put(name, definition);
        return with("reference/" + name + ".csv", csv);
    }

    Packs reference(String name, String type, Map<String, String> columns, String csv) {
        reference.put(name, new ReferenceDefinition(type, columns));
        return with("reference/" + name + ".csv", csv);
    }

    ProcessPack pack() {
        files.sort(Comparator.comparing(PackFile::path));
        var all = new LinkedHashMap<String, QueueDefinition>();
        all.put("clerks", queue("examiners"));
        all.put("examiners", queue("seniors"));
        all.put("seniors", queue(null));
        all.put("lawyers", queue(null));
        all.putAll(queues);
        var outcomes = new LinkedHashMap<String, List<String>>();
        outcomes.put("PAY", List.of());
        outcomes.put("DENY", List.of());
        var definition = new ProcessDefinition(
                "trial",
                "A trial",
                new ProcessDefinition.Owner("Tests", "tests@example.org"),
                item,
                KeyDefinition.of(key),
                csv,
                timeZone,
                all,
                new Routes(
                        List.of(Stage.CARRY_OUT),
                        List.of(Stage.review("examiners"), Stage.CARRY_OUT),
                        List.of(Stage.review("seniors"), Stage.CARRY_OUT)),
                "clerks",
                "lawyers",
                outcomes,
                Map.of(),
                reference,
                mayBeMissing,
                named,
                worked);
        return new ProcessPack("trial", definition, List.copyOf(files), "v1");
    }

    RuleEngine compile() throws PackRefused {
        return RuleCompiler.compile(pack(), limits);
    }

    private static QueueDefinition queue(@Nullable String escalate) {
        return new QueueDefinition("A queue", DAY, escalate, Duration.ofMinutes(30));
    }
}
