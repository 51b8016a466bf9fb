package dev.signalbox.process;

import dev.signalbox.process.Routes.Stage;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What holds between the parts of a pack: every name that is used is declared, and every route leads somewhere. */
final class DefinitionCheck {
    private static final String CARRY_OUT = Stage.CARRY_OUT.name();
    private static final Set<String> RESERVED_STEPS = Set.of(CARRY_OUT, Stage.REVIEW);

    private final ProcessDefinition definition;
    private final YamlSource source;

    DefinitionCheck(ProcessDefinition definition, YamlSource source) {
        this.definition = definition;
        this.source = source;
    }

    /** @param files the paths of the pack's files */
    void check(String folder, Collection<String> files) {
        if (!definition.process().equals(folder)) {
            source.expected(YamlPath.of("process"), "'" + folder + "', as its folder");
        }
        key();
        queues();
        steps();
        route("full", definition.routes().full(), false);
        route("partial", definition.routes().partial(), true);
        route("manual", definition.routes().manual(), true);
        dates();
        headings();
        encoding();
        timeZone();
        references(files);
    }

    private void key() {
        YamlPath key = YamlPath.of("key");
        YamlPath fields = source.holds(key.key("fields")) ? key.key("fields") : key;
        for (int i = 0; i < definition.key().fields().size(); i++) {
            if (definition.key().fields().get(i).isBlank()) {
                source.expected(fields.index(i), Words.FILLED);
            }
        }
    }

    private void queues() {
        isQueue(YamlPath.of("quarantine"), definition.quarantine());
        isQueue(YamlPath.of("fallback"), definition.fallback());
        definition
                .queues()
                .forEach((name, queue) -> isQueue(YamlPath.of("queues", name, "escalate"), queue.escalate()));
        escalationsEnd();
    }

    private void escalationsEnd() {
        var settled = new HashSet<String>();
        for (String start : definition.queues().keySet()) {
            var trail = new LinkedHashSet<String>();
            String queue = start;
            while (queue != null && !settled.contains(queue) && trail.add(queue)) {
                QueueDefinition next = definition.queues().get(queue);
                queue = next == null ? null : next.escalate();
            }
            if (queue != null && trail.contains(queue)) {
                var cycle = new ArrayList<>(trail);
                cycle.subList(0, cycle.indexOf(queue)).clear();
                cycle.add(queue);
                source.fault(
                        YamlPath.of("queues", queue, "escalate"),
                        "Expected escalations to end, but they go round: " + String.join(" → ", cycle));
            }
            settled.addAll(trail);
        }
    }

    private void steps() {
        definition.steps().forEach((name, step) -> {
            if (RESERVED_STEPS.contains(name)) {
                source.fault(
                        YamlPath.of("steps", name),
                        "Expected a step of another name, but '" + name + "' is kept for the stages of routes");
            }
            isQueue(YamlPath.of("steps", name, "on-failure"), step.onFailure());
        });
        definition.outcomes().forEach((outcome, steps) -> {
            for (int i = 0; i < steps.size(); i++) {
                isStep(YamlPath.of("outcomes", outcome).index(i), steps.get(i));
            }
        });
    }

    private void route(String name, List<Stage> stages, boolean reviewed) {
        YamlPath route = YamlPath.of("routes", name);
        for (int i = 0; i < stages.size(); i++) {
            stage(route.index(i), stages.get(i), reviewed);
            if (stages.get(i).isCarryOut() && i < stages.size() - 1) {
                source.fault(
                        route.index(i),
                        "Expected " + CARRY_OUT + " once, at the end of '" + route + "', but it is here too");
            }
        }
        if (source.isTouched(route)) {
            return;
        }
        if (stages.stream().noneMatch(Stage::isCarryOut)) {
            source.fault(
                    route.index(stages.size() - 1),
                    "Expected '" + route + "' to end with " + CARRY_OUT + ", but it ends otherwise");
        }
        if (reviewed && stages.stream().noneMatch(Stage::isReview)) {
            source.fault(route, "Expected a review in '" + route + "', but nobody sees the item");
        }
    }

    private void stage(YamlPath at, Stage stage, boolean reviewed) {
        if (!stage.isReview()) {
            if (!stage.isCarryOut()) {
                isStep(at, stage.name());
            }
        } else if (reviewed) {
            isQueue(at.key(Stage.REVIEW), stage.queue());
        } else {
            source.fault(at, "Expected no review in '" + at.parent() + "', but here is one");
        }
    }

    private void isQueue(YamlPath at, @Nullable String name) {
        isDeclared(at, name, "queue", YamlPath.of("queues"), definition.queues().keySet());
    }

    private void isStep(YamlPath at, String name) {
        isDeclared(at, name, "step", YamlPath.of("steps"), definition.steps().keySet());
    }

    private void isDeclared(YamlPath at, @Nullable String name, String what, YamlPath where, Set<String> declared) {
        if (name == null || declared.contains(name) || source.isFaulty(where)) {
            return;
        }
        String known = declared.isEmpty() ? "none is" : String.join(", ", declared);
        source.expected(at, "a declared " + what + " (" + known + ")", Suggestion.question(name, declared));
    }

    private void dates() {
        List<String> dates = definition.csv().dates();
        for (int i = 0; i < dates.size(); i++) {
            try {
                var unused = DateTimeFormatter.ofPattern(dates.get(i), Locale.ENGLISH);
            } catch (IllegalArgumentException e) {
                YamlPath at = YamlPath.of("csv", "dates").index(i);
                source.fault(
                        at,
                        "Expected '" + at + "' to be a pattern of dates such as d-MMM-yy, but it was '" + dates.get(i)
                                + "': " + e.getMessage());
            }
        }
    }

    private void headings() {
        CsvFormat csv = definition.csv();
        List<String> headings = csv.headings();
        for (int i = 0; i < headings.size(); i++) {
            if (headings.indexOf(headings.get(i)) < i) {
                YamlPath at = YamlPath.of("csv", "headings").index(i);
                source.fault(at, "Expected '" + headings.get(i) + "' once in 'csv.headings', but it is written again");
            }
        }
        csv.columns().forEach((field, heading) -> {
            if (field.contains(".")
                    && (csv.group() == null || !field.startsWith(csv.group().into() + "."))) {
                source.fault(
                        YamlPath.of("csv", "columns", field),
                        "Expected a field of the item in 'csv.columns', but '" + field
                                + "' lies deeper, where only csv: { group: … } leads");
            }
            if (!headings.isEmpty() && !headings.contains(heading)) {
                source.expected(
                        YamlPath.of("csv", "columns", field),
                        "one of 'csv.headings'",
                        Suggestion.question(heading, headings));
            }
        });
    }

    private void encoding() {
        String encoding = definition.csv().encoding();
        if (!isCharset(encoding)) {
            source.expected(
                    YamlPath.of("csv", "encoding"),
                    "the name of a character set such as UTF-8 or windows-1252",
                    Suggestion.question(encoding, Charset.availableCharsets().keySet()));
        }
    }

    private static boolean isCharset(String name) {
        try {
            return Charset.isSupported(name);
        } catch (IllegalCharsetNameException e) {
            return false;
        }
    }

    private void timeZone() {
        String zone = definition.timeZone();
        try {
            var unused = ZoneId.of(zone);
        } catch (DateTimeException e) {
            Set<String> all = ZoneId.getAvailableZoneIds();
            String city = "/" + zone.strip().replace(' ', '_').toLowerCase(Locale.ROOT);
            String meant = all.stream()
                    .filter(name -> name.toLowerCase(Locale.ROOT).endsWith(city))
                    .min(Comparator.comparingInt(String::length))
                    .map(name -> "did you mean '" + name + "'?")
                    .orElseGet(() -> Suggestion.question(zone, all));
            source.expected(YamlPath.of("time-zone"), "a time zone such as Europe/Berlin", meant);
        }
    }

    private void reference(String name, ReferenceDefinition table) {
        YamlPath at = YamlPath.of("reference", name);
        if (table.fields().isEmpty()) {
            source.expected(at.key("key"), Words.FILLED);
        }
        one(at.key("begins"), table.begins());
        one(at.key("from"), table.from());
        one(at.key("to"), table.to());
        if (!table.begins().isEmpty() && !(table.from().isEmpty() && table.to().isEmpty())) {
            source.fault(at.key("begins"), "Expected begins or from in '" + at + "', but both are there");
        }
        if (!table.to().isEmpty()
                && !Set.copyOf(table.to().values())
                        .equals(Set.copyOf(table.from().values()))) {
            source.fault(at.key("to"), "Expected from and to of one field in '" + at + "', but they are not");
        }
    }

    private void one(YamlPath at, Map<String, String> columns) {
        if (columns.size() > 1) {
            source.fault(at, "Expected one column in '" + at + "', but there are " + columns.size());
        }
    }

    private void references(Collection<String> files) {
        definition.reference().forEach(this::reference);
        for (String table : definition.reference().keySet()) {
            String file = "reference/" + table + ".csv";
            if (!files.contains(file)) {
                source.fault(
                        YamlPath.of("reference", table),
                        "Expected the file " + file + ", but " + UnreadFiles.insteadOf(file, Set.copyOf(files)));
            }
        }
    }
}
