package dev.signalbox.web.pages;

import dev.signalbox.item.Labels;
import dev.signalbox.outcome.HistoryEntry;
import dev.signalbox.plan.Step;
import dev.signalbox.plan.StepKind;
import dev.signalbox.plan.StepStatus;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a page tells what happened to an item and what will. */
public final class CourseReading {
    // A page is read by people; the whole is had from the API.
    private static final int MOST_CAME = 100_000;

    private CourseReading() {}

    public static Course of(ItemReading item, List<HistoryEntry> history, byte[] came) {
        return new Course(
                item.item().steps().stream().map(step -> line(item, step)).toList(),
                history.stream()
                        .map(entry -> new Course.Entry(
                                item.now().at(entry.at()),
                                entry.actor(),
                                entry.actorKind().name().toLowerCase(java.util.Locale.ROOT),
                                event(entry),
                                entry.detail()))
                        .toList(),
                item.earlier(),
                text(came));
    }

    private static Course.StepLine line(ItemReading item, Step step) {
        boolean human = step.kind() == StepKind.HUMAN;
        var queue = step.queue() == null ? "" : item.queueTitle(step.queue());
        var who = human && step.assignee() != null ? step.assignee() + ", " + queue : queue;
        return new Course.StepLine(
                step.n(),
                Labels.label(step.name()),
                human ? who : "automatic",
                step.status(),
                status(step),
                note(step),
                when(item.now(), step));
    }

    private static String status(Step step) {
        return switch (step.status()) {
            case WAITING -> "waits its turn";
            case READY -> step.kind() == StepKind.HUMAN ? "ready," : step.attempts() > 0 ? "next try" : "ready";
            case CLAIMED -> step.kind() == StepKind.HUMAN ? "claimed," : "under way";
            case DONE -> "done";
            case FAILED -> "failed";
            case SKIPPED -> "skipped";
        };
    }

    private static @Nullable Moment when(Now now, Step step) {
        if (step.doneAt() != null) {
            return now.at(step.doneAt());
        }
        if (step.kind() == StepKind.HUMAN) {
            return step.dueAt() != null && step.status().isOpen() ? now.left(step.dueAt()) : null;
        }
        return step.status() == StepStatus.READY && step.attempts() > 0 && step.nextTry() != null
                ? now.at(step.nextTry())
                : null;
    }

    private static String note(Step step) {
        var parts = new ArrayList<String>();
        if (step.outcome() != null) {
            parts.add(step.outcome());
        }
        if (step.note() != null && !step.note().isBlank()) {
            parts.add(step.note());
        }
        if (step.error() != null && step.kind() == StepKind.AUTOMATIC && step.status() != StepStatus.DONE) {
            parts.add(step.error());
        }
        if (step.kind() == StepKind.AUTOMATIC && step.attempts() > 1) {
            parts.add(step.attempts() + " attempts");
        }
        return String.join(" · ", parts);
    }

    private static String event(HistoryEntry entry) {
        var words = Labels.label(entry.event().name().toLowerCase(java.util.Locale.ROOT));
        var step = entry.step();
        return step == null ? words : words + " (step " + step.substring(step.indexOf('-') + 1) + ")";
    }

    private static String text(byte[] came) {
        var text = new String(came, 0, Math.min(came.length, MOST_CAME), StandardCharsets.UTF_8);
        return came.length > MOST_CAME ? text + "\n… " + Words.count(came.length) + " bytes in all" : text;
    }
}
