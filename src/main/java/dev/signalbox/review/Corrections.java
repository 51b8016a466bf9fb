package dev.signalbox.review;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.binding.Bound;
import dev.signalbox.binding.JsonBinder;
import dev.signalbox.binding.MalformedBody;
import dev.signalbox.db.Database;
import dev.signalbox.db.Tx;
import dev.signalbox.decision.Case;
import dev.signalbox.decision.LiveProcess;
import dev.signalbox.item.Decision;
import dev.signalbox.item.Json;
import dev.signalbox.outcome.History;
import dev.signalbox.outcome.HistoryEntry.Event;
import dev.signalbox.plan.Progress;
import dev.signalbox.plan.Step;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Mends an item's data: the changed fields are laid over what was there, and the item is bound, validated and decided again.
 * The new decision is judged by the item's receipt, as the first was, so that only the data make the difference.
 */
final class Corrections {
    private final Database database;
    private final Function<LiveProcess, Executor> deciders;

    Corrections(Database database, Function<LiveProcess, Executor> deciders) {
        this.database = database;
        this.deciders = deciders;
    }

    /** @param onlyRight whether to fail with {@link StillWrong} when the data still have problems */
    CompletableFuture<Task> correct(
            LiveProcess process,
            TaskId key,
            String reviewer,
            String changes,
            @Nullable String note,
            @Nullable Consumer<Task> expected,
            boolean onlyRight) {
        record Before(String payload, Instant receivedAt) {}
        var changed = fields(changes);
        var made = made(process, key, reviewer, changed, note);
        if (made.isPresent()) {
            return CompletableFuture.completedFuture(made.get());
        }
        Before before;
        try {
            before = database.read(tx -> {
                Completion.held(tx, key, reviewer, expected);
                return tx.query(
                                "SELECT payload, received_at FROM item WHERE id = ?",
                                row -> new Before(
                                        row.getString("payload"), Instant.ofEpochMilli(row.getLong("received_at"))),
                                key.itemId())
                        .get(0);
            });
        } catch (TaskConflict e) {
            // The same may have come twice at once, and the other was first.
            return CompletableFuture.completedFuture(
                    made(process, key, reviewer, changed, note).orElseThrow(() -> e));
        }
        return CompletableFuture.supplyAsync(
                        () -> right(
                                decide(
                                        process,
                                        bind(process, before.payload, changed),
                                        changed,
                                        before.receivedAt,
                                        reviewer),
                                onlyRight),
                        deciders.apply(process))
                .thenCompose(judged -> database.write(tx -> isMade(tx, process, key.in(tx), reviewer, changed, note)
                        ? key.task(tx)
                        : store(
                                tx,
                                process,
                                key,
                                reviewer,
                                judged,
                                said(before.payload, judged.bound, note),
                                expected)));
    }

    /** The task, when this correction has been made already. */
    private Optional<Task> made(
            LiveProcess process, TaskId key, String reviewer, ObjectNode changes, @Nullable String note) {
        return database.read(tx -> isMade(tx, process, key.in(tx), reviewer, changes, note)
                ? Optional.of(key.task(tx))
                : Optional.empty());
    }

    /** Whether the task was completed by the same reviewer with this correction: with these changes, that is, and this note. */
    private static boolean isMade(
            Tx tx, LiveProcess process, Step step, String reviewer, ObjectNode changes, @Nullable String note) {
        if (!SaidBefore.isDoneBy(step, reviewer) || step.outcome() != null || !endsWith(step.note(), note)) {
            return false;
        }
        // Each correction kept the decision before it: the one made by the third such task lies between the third and
        // fourth.
        int third = tx.query(
                        "SELECT count(*) AS n FROM step WHERE item_id = ? AND n <= ? AND task = 'CORRECT'"
                                + " AND status = 'DONE' AND outcome IS NULL",
                        row -> row.getInt("n"),
                        step.itemId(),
                        step.n())
                .get(0);
        var corrected = bind(process, payload(tx, step.itemId(), third), changes);
        var stored = bind(process, payload(tx, step.itemId(), third + 1), Json.MAPPER.createObjectNode());
        return Arrays.equals(corrected.meaning(), stored.meaning());
    }

    private static boolean endsWith(@Nullable String stored, @Nullable String note) {
        return note == null || note.isBlank() || (stored != null && stored.endsWith(Completion.said("", note)));
    }

    /** What the item's decision of this number judged. */
    private static String payload(Tx tx, long itemId, int n) {
        return tx.query(
                        "SELECT coalesce(e.payload, i.payload) AS payload FROM item i"
                                + " LEFT JOIN earlier_decision e ON e.item_id = i.id AND e.n = ? WHERE i.id = ?",
                        row -> row.getString("payload"),
                        n,
                        itemId)
                .get(0);
    }

    private record Judged(Bound bound, Decision decision) {}

    private static Judged right(Judged judged, boolean onlyRight) {
        if (onlyRight && !judged.decision.problems().isEmpty()) {
            throw new StillWrong(judged.decision.problems());
        }
        return judged;
    }

    private static ObjectNode fields(String changes) {
        try {
            if (Json.MAPPER.readTree(changes) instanceof ObjectNode fields && !fields.isEmpty()) {
                return fields;
            }
        } catch (JsonProcessingException e) {
            throw new BadAnswer("Expected payload to be a JSON object, but it is not well-formed");
        }
        throw new BadAnswer("Expected payload to be a JSON object of the fields to change, but was " + changes);
    }

    private static Bound bind(LiveProcess process, String payload, ObjectNode changes) {
        var merged = Json.read(payload, ObjectNode.class);
        changes.properties().forEach(field -> set(merged, field.getKey(), field.getValue()));
        try {
            return new JsonBinder(process.type(), process.definition())
                    .bind(merged.toString().getBytes(StandardCharsets.UTF_8));
        } catch (MalformedBody e) {
            throw new BadAnswer(e.getMessage());
        }
    }

    private static void set(ObjectNode object, String field, JsonNode value) {
        if (value.isNull()) {
            object.remove(field);
        } else {
            object.set(field, value);
        }
    }

    private static Judged decide(
            LiveProcess process, Bound bound, ObjectNode changes, Instant receivedAt, String reviewer) {
        // What came unasked for, such as a file's other columns, is no news to the one who corrects another field.
        var warnings = bound.warnings().stream()
                .filter(warning -> changes.has(warning.field()))
                .toList();
        var decision = process.decide(
                        List.of(new Case(bound.values(), bound.problems(), warnings, receivedAt, reviewer)))
                .get(0);
        return new Judged(bound, decision);
    }

    private static Task store(
            Tx tx,
            LiveProcess process,
            TaskId key,
            String reviewer,
            Judged judged,
            String said,
            @Nullable Consumer<Task> expected)
            throws java.sql.SQLException {
        var step = Completion.held(tx, key, reviewer, expected);
        Completion.done(tx, process, step, null, said);
        History.add(tx, step.itemId(), reviewer, Event.CORRECTED, step.n(), said);
        Progress.decideAgain(
                tx,
                process.definition(),
                step.itemId(),
                new String(judged.bound.payload(), StandardCharsets.UTF_8),
                judged.decision.decidedAt(tx.now()));
        return key.task(tx);
    }

    private static String said(String before, Bound bound, @Nullable String note) {
        var after = new String(bound.payload(), StandardCharsets.UTF_8);
        var changes = Changes.between(Json.read(before, ObjectNode.class), Json.read(after, ObjectNode.class));
        return Completion.said(changes.isEmpty() ? "nothing changed" : String.join("; ", changes), note);
    }
}
