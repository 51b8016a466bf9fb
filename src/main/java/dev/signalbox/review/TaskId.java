package dev.signalbox.review;

import dev.signalbox.db.Tx;
import dev.signalbox.item.Ids;
import dev.signalbox.plan.Step;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A task's id taken apart: the item's id, and which of its steps it is. */
record TaskId(long itemId, int n) {

    static Optional<TaskId> find(String text) {
        int hyphen = text.indexOf('-');
        if (hyphen < 0) {
            return Optional.empty();
        }
        long itemId = Ids.parse(text.substring(0, hyphen));
        var n = text.substring(hyphen + 1);
        return itemId < 0 || !n.matches("[1-9][0-9]{0,8}")
                ? Optional.empty()
                : Optional.of(new TaskId(itemId, Integer.parseInt(n)));
    }

    static TaskId parse(String text) {
        return find(text).orElseThrow(() -> missing(text));
    }

    Step in(Tx tx) {
        return TaskStore.step(tx, itemId, n).orElseThrow(() -> missing(Ids.step(itemId, n)));
    }

    Task task(Tx tx) {
        return TaskStore.find(tx, itemId, n).orElseThrow(() -> missing(Ids.step(itemId, n)));
    }

    /** Has the task looked at, as it stands, by whoever expects something of it before it is changed. */
    void check(Tx tx, @Nullable Consumer<Task> expected) {
        if (expected != null) {
            expected.accept(task(tx));
        }
    }

    String process(Tx tx) {
        return task(tx).process();
    }

    private static NoSuchTask missing(String text) {
        return new NoSuchTask("Expected a task's id, but there is no task '" + text + "'");
    }
}
