package dev.signalbox.sim;

import dev.signalbox.execution.StepHandler;
import dev.signalbox.plan.Step;
import dev.signalbox.process.StepDefinition;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Who the automatic steps are delivered to. They keep the ids of what they took, and refuse now and then. */
final class Receivers {
    private final Map<String, Integer> taken = new HashMap<>();

    /** How often a step was delivered and taken. */
    int taken(String stepId) {
        return taken.getOrDefault(stepId, 0);
    }

    /** Who tries, and which try it is: what comes of it bears this mark. */
    static String mark(String worker, int attempts) {
        return worker + " try " + attempts;
    }

    /** The way from one life of a node to the receivers and back: each leg can lose, double and overtake. */
    record Line(World world, Node.Life life) implements StepHandler {
        @Override
        public CompletableFuture<Result> run(StepDefinition definition, Step step, byte[] item) {
            var answer = new CompletableFuture<Result>();
            var mark = mark(String.valueOf(step.assignee()), step.attempts());
            for (int copies = world.copies(); copies > 0; copies--) {
                world.later(new Event(null, null, false, () -> take(step.id(), mark, answer)));
            }
            world.after(definition.timeout(), reply(step.id(), mark, answer, false, " was not answered"));
            return answer;
        }

        private void take(String stepId, String mark, CompletableFuture<Result> answer) {
            boolean good = world.isCalm() || world.chance(75);
            if (good) {
                world.receivers().taken.merge(stepId, 1, Integer::sum);
                world.count("delivered");
            }
            if (world.copies() > 0) {
                world.later(reply(stepId, mark, answer, good, " was refused"));
            }
        }

        // Whoever does not answer may be away; whoever refuses is there, or asks for patience.
        private Result failed(String mark, String otherwise) {
            boolean away = otherwise.contains("not answered") || world.chance(30);
            return away
                    ? new Result.Away(mark + otherwise, world.chance(20) ? Duration.ofSeconds(30) : null)
                    : new Result.Failed(mark + otherwise);
        }

        private Event reply(
                String stepId, String mark, CompletableFuture<Result> answer, boolean good, String otherwise) {
            return new Event(life.node(), life, false, () -> {
                if (!answer.isDone() && !world.laws().isHeld(stepId, mark)) {
                    world.count("too late");
                }
                answer.complete(good ? new Result.Done(mark) : failed(mark, otherwise));
            });
        }
    }
}
