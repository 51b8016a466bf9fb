package dev.signalbox.web.pages;

import dev.signalbox.decision.LiveProcess;
import dev.signalbox.item.Labels;
import dev.signalbox.item.TaskKind;
import dev.signalbox.plan.Step;
import dev.signalbox.plan.StepStatus;
import dev.signalbox.review.Task;
import dev.signalbox.web.pages.TaskPage.Choice;
import dev.signalbox.web.pages.TaskPage.Failure;
import dev.signalbox.web.pages.TaskPage.Holding;
import dev.signalbox.web.pages.TaskPage.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How a page speaks of one task. */
public record TaskReading(
        Task task, ItemReading item, @Nullable String reader) {
    private static final int DIGITS = 9;

    public static String queueHref(String process, String queue) {
        return "/queues/" + process + "/" + queue;
    }

    public TaskPage page(Frame frame, Course course, Answered answered) {
        var due = task.dueAt();
        return new TaskPage(
                frame,
                task.id(),
                "/tasks/" + task.id(),
                task.kind(),
                queue(),
                due == null ? null : item.now().left(due),
                task.priority(),
                holding(),
                item.head(),
                item.sheet(answered.fields(), answered.removed()),
                item.why(),
                course,
                choices(answered),
                failure(),
                typed(answered));
    }

    public TaskPage.Queue queue() {
        return new TaskPage.Queue(queueHref(task.process(), task.queue()), item.queueTitle(task.queue()));
    }

    private Holding holding() {
        var until = task.leaseUntil();
        return switch (task.status()) {
            case CLAIMED ->
                new Holding(
                        task.assignee() != null && task.assignee().equals(reader) ? State.MINE : State.OTHERS,
                        task.assignee(),
                        until == null ? null : item.now().claimed(until));
            case READY -> new Holding(State.FREE, null, null);
            case WAITING -> new Holding(State.WAITING, null, null);
            case SKIPPED -> new Holding(State.SKIPPED, null, null);
            case DONE, FAILED -> {
                var done = step(task.id()).doneAt();
                yield new Holding(
                        State.DONE,
                        task.assignee(),
                        done == null ? null : item.now().at(done));
            }
        };
    }

    private List<Choice> choices(Answered answered) {
        var choices = new ArrayList<Choice>();
        var outcomes = item.process()
                .map(LiveProcess::definition)
                .map(d -> d.outcomes())
                .orElse(java.util.Map.of());
        var suggested = task.kind() == TaskKind.REVIEW ? task.suggested() : null;
        outcomes.forEach((outcome, steps) -> {
            int key = choices.size() + 1;
            choices.add(new Choice(
                    outcome,
                    task.kind() == TaskKind.RESOLVE
                            ? ""
                            : steps.isEmpty() ? "closes the item" : "then: " + words(steps),
                    outcome.equals(suggested),
                    outcome.equals(answered.outcome()),
                    key > DIGITS ? 0 : key));
        });
        return choices;
    }

    // To be read by whoever finds it in the history: what was chosen, what was written, what was changed.
    private TaskPage.Typed typed(Answered answered) {
        var parts = new ArrayList<String>();
        if (List.of("RETRY", "SKIP", "CLOSE").contains(answered.action())) {
            parts.add(Labels.label(answered.action().toLowerCase(Locale.ROOT)));
        }
        if (!answered.outcome().isEmpty()) {
            parts.add("Outcome: " + answered.outcome());
        }
        item.changed(answered.fields()).forEach((path, text) -> parts.add(Labels.path(path) + ": " + text));
        answered.removed().stream().sorted().forEach(path -> parts.add(Labels.path(path) + ": to be taken out"));
        if (!answered.note().isBlank()) {
            parts.add(answered.note().replace("\r\n", "\n").strip());
        }
        return new TaskPage.Typed(
                answered.note(),
                answered.action(),
                answered.any(),
                String.join("\n", parts),
                answered.problems() != null);
    }

    private static String words(List<String> steps) {
        return steps.stream().map(s -> s.replace('-', ' ')).collect(Collectors.joining(", "));
    }

    private @Nullable Failure failure() {
        var resolves = task.resolves();
        if (resolves == null) {
            return null;
        }
        var failed = step(resolves);
        var error = task.error() != null ? task.error() : failed.error();
        return new Failure(
                Labels.label(failed.name()), failed.attempts(), error == null ? "no reason was given" : error);
    }

    private Step step(String id) {
        return item.item().steps().stream()
                .filter(s -> s.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("task " + id + " is no step of its item"));
    }

    /** What became of the item when the task was completed or given back. */
    public Notice told() {
        var head = item.head();
        var what = head.noun() + " " + Words.apart(head.key());
        if (task.status().isOpen()) {
            return Notice.done(what + (task.status() == StepStatus.READY ? " is free again." : " is claimed again."));
        }
        var outcome = head.outcome();
        if (outcome != null) {
            return Notice.done(what + " is closed as " + outcome + ".");
        }
        var verdict = task.kind() == TaskKind.CORRECT && step(task.id()).outcome() == null
                ? " was decided again: " + item.item().decision().route() + ". It now "
                : " is done here; it now ";
        return Notice.done(what + verdict + head.standing() + ".");
    }

    /** Why what was asked could not be done, as the task stands now. */
    public String refusal(boolean typed) {
        var kept = typed ? " What you typed is kept below." : "";
        if (item.process().isEmpty()) {
            return "The pack of this process is not loaded here, so nothing was changed. The task waits until it is."
                    + kept;
        }
        return switch (holding().state()) {
            case WAITING -> "Other tasks of the item come before this one, so nothing was changed." + kept;
            case SKIPPED -> "This task is not needed any more, so nothing was changed." + kept;
            case OTHERS ->
                Words.apart(String.valueOf(task.assignee())) + " holds this task now, so nothing was changed." + kept;
            case FREE -> "Your claim had run out, so nothing was changed." + kept;
            case DONE -> "This task is already done, so nothing was changed." + kept;
            case MINE -> "The task changed while you worked on it, so nothing was done." + kept;
        };
    }

    /** One line of a queue's list. */
    public static QueuePage.Line line(
            Task task, java.util.Optional<LiveProcess> process, Now now, @Nullable String reader) {
        var payload =
                dev.signalbox.item.Json.read(task.payload(), com.fasterxml.jackson.databind.node.ObjectNode.class);
        var reasons = reasons(task);
        return new QueuePage.Line(
                task.id(),
                "/tasks/" + task.id(),
                ItemReading.key(process, payload, task.itemId()),
                task.kind(),
                now.left(Objects.requireNonNull(task.dueAt())), // it is open
                reasons.isEmpty() ? "" : reasons.get(0),
                Math.max(0, reasons.size() - 1),
                task.priority(),
                task.status() == StepStatus.CLAIMED ? task.assignee() : null,
                task.status() == StepStatus.CLAIMED
                        && task.assignee() != null
                        && task.assignee().equals(reader));
    }

    // What a reader wants to know first: which data are bad, which step failed, and else what the rules said.
    private static List<String> reasons(Task task) {
        return switch (task.kind()) {
            case REVIEW -> task.reasons();
            case CORRECT ->
                task.problems().isEmpty()
                        ? task.reasons()
                        : task.problems().stream()
                                .map(p -> p.field().isEmpty() ? p.message() : p.field() + " " + p.message())
                                .toList();
            case RESOLVE -> List.of(task.error() == null ? "a step failed" : task.error());
        };
    }
}
