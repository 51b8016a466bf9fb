package dev.signalbox.sim;

import dev.signalbox.item.TaskKind;
import dev.signalbox.review.Answer;
import dev.signalbox.review.Answer.Action;
import dev.signalbox.review.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Reviewers, who take the next task, claim each other's, give back, and answer: late, twice and at any node. */
final class People {
    private static final String[] QUEUES = {"desk", "chief", "mend"};
    private static final String[] OUTCOMES = {"SEND", "RETURN", "FORGET"};

    private static final List<Action> ACTIONS = List.of(Action.RETRY, Action.SKIP, Action.CLOSE);

    private final World world;
    private final String process;
    private final List<Reviewer> reviewers = List.of(new Reviewer("ada"), new Reviewer("bob"), new Reviewer("cyd"));

    /** @param hands the tasks that this one believes to hold */
    private record Reviewer(String name, List<Task> hands) {
        Reviewer(String name) {
            this(name, new ArrayList<>());
        }
    }

    People(World world, String process) {
        this.world = world;
        this.process = process;
    }

    /** What a reviewer writes beneath each answer. */
    static String mark(String reviewer) {
        return "by " + reviewer;
    }

    void act() {
        var reviewer = reviewers.get(world.below(reviewers.size()));
        int dice = world.below(100);
        if (reviewer.hands.isEmpty() || dice < 40) {
            next(reviewer, QUEUES[world.below(QUEUES.length)]);
        } else if (dice < 85) {
            answer(reviewer, world.below(reviewer.hands.size()));
        } else if (dice < 92) {
            release(reviewer, reviewer.hands.get(world.below(reviewer.hands.size())));
        } else {
            var other = reviewers.get(world.below(reviewers.size()));
            if (!other.hands.isEmpty()) {
                claim(reviewer, other.hands.get(world.below(other.hands.size())));
            }
        }
    }

    /** One takes the tasks of each queue until it is empty, and all answer what they have in hand. */
    void tidy() {
        for (Reviewer reviewer : reviewers) {
            while (!reviewer.hands.isEmpty()) {
                answer(reviewer, 0);
            }
        }
        for (String queue : QUEUES) {
            next(reviewers.get(world.below(reviewers.size())), queue);
        }
    }

    private void next(Reviewer reviewer, String queue) {
        world.message(
                reviewer.name + " takes the next of " + queue,
                life -> answered(
                        () -> life.reviews.next(process, queue, reviewer.name),
                        task -> task.ifPresent(taken -> {
                            took(reviewer, taken);
                            if (world.isCalm()) {
                                answer(reviewer, reviewer.hands.size() - 1);
                                next(reviewer, queue);
                            }
                        })));
    }

    private void claim(Reviewer reviewer, Task task) {
        world.message(
                reviewer.name + " claims " + task.id(),
                life -> answered(() -> life.reviews.claim(task.id(), reviewer.name), taken -> took(reviewer, taken)));
    }

    private void took(Reviewer reviewer, Task task) {
        world.count("task claimed");
        world.laws()
                .promise(
                        "task " + task.id() + " was claimed by " + reviewer.name,
                        laws -> laws.wasClaimed(task.id(), reviewer.name));
        if (world.copies() > 0) {
            reviewer.hands.add(task);
        }
    }

    private void release(Reviewer reviewer, Task task) {
        world.message(
                reviewer.name + " gives back " + task.id(),
                life -> answered(() -> life.reviews.release(task.id(), reviewer.name), free -> {}));
    }

    private void answer(Reviewer reviewer, int hand) {
        var task = reviewer.hands.get(hand);
        // One who has heard nothing answers once more.
        if (world.isCalm() || world.chance(70)) {
            reviewer.hands.remove(hand);
        }
        var answer = answerTo(task.kind(), mark(reviewer.name));
        for (int clicks = world.chance(20) ? 2 : 1; clicks > 0; clicks--) {
            world.message(
                    reviewer.name + " answers " + task.id(),
                    life -> answered(
                            () -> life.completion.complete(task.id(), reviewer.name, answer),
                            done -> completed(reviewer, task)));
        }
    }

    private void completed(Reviewer reviewer, Task task) {
        world.count("task completed");
        world.laws()
                .promise(
                        "task " + task.id() + " is completed by " + reviewer.name,
                        laws -> laws.isDone(task.id(), reviewer.name));
    }

    private <T> void answered(Supplier<CompletableFuture<T>> call, Consumer<T> told) {
        try {
            var unused = call.get().whenComplete((answer, failure) -> {
                if (failure != null) {
                    world.refused(failure);
                } else {
                    told.accept(answer);
                }
            });
        } catch (RuntimeException e) {
            world.refused(e);
        }
    }

    private Answer answerTo(TaskKind kind, String note) {
        var outcome = OUTCOMES[world.below(OUTCOMES.length)];
        return switch (kind) {
            case REVIEW -> new Answer(outcome, note, null, null);
            case CORRECT ->
                world.chance(70)
                        ? new Answer(null, note, "{\"kilos\": %d}".formatted(world.below(6)), null)
                        : new Answer(outcome, note, null, null);
            case RESOLVE -> {
                var action = ACTIONS.get(world.below(ACTIONS.size()));
                yield new Answer(action == Action.CLOSE ? outcome : null, note, null, action);
            }
        };
    }
}
