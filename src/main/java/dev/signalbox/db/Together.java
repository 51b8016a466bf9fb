package dev.signalbox.db;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Work of one kind that many ask for. Whoever asks while others are being served waits, and is served together with all who
 * wait by then: a few statements for all of them instead of a few for each. When that fails, each is served alone, so that
 * one bad row spoils it for nobody else.
 *
 * @param <A> what is asked
 * @param <R> the answer
 */
public final class Together<A, R> {
    private static final int MOST = 64;

    private final Database database;
    private final All<A, R> work;
    private final Queue<Asking<A, R>> waiting = new ArrayDeque<>();
    private boolean serving;

    /** Answers all that is asked, in its order, in one transaction; as {@link Work}. */
    @FunctionalInterface
    public interface All<A, R> {
        List<R> run(Tx tx, List<A> asked) throws SQLException;
    }

    private record Asking<A, R>(A asked, CompletableFuture<R> answer) {}

    public Together(Database database, All<A, R> work) {
        this.database = database;
        this.work = work;
    }

    /** The answer comes when it is on the disk. */
    public CompletableFuture<R> ask(A asked) {
        var asking = new Asking<>(asked, new CompletableFuture<R>());
        synchronized (waiting) {
            waiting.add(asking);
            if (serving) {
                return asking.answer;
            }
            serving = true;
        }
        serve();
        return asking.answer;
    }

    private void serve() {
        var together = new ArrayList<Asking<A, R>>();
        synchronized (waiting) {
            while (!waiting.isEmpty() && together.size() < MOST) {
                together.add(waiting.remove());
            }
            serving = !together.isEmpty();
        }
        if (!together.isEmpty()) {
            var unused = write(together).whenComplete((answers, failure) -> {
                serve();
                tell(together, answers, failure);
            });
        }
    }

    private CompletableFuture<List<R>> write(List<Asking<A, R>> some) {
        var asked = some.stream().map(Asking::asked).toList();
        return database.write(tx -> work.run(tx, asked));
    }

    private void tell(List<Asking<A, R>> asked, @Nullable List<R> answers, @Nullable Throwable failure) {
        if (failure != null && asked.size() > 1 && !(failure instanceof DatabaseUnavailable)) {
            for (var each : asked) {
                var alone = List.of(each);
                var unused = write(alone).whenComplete((answer, reason) -> tell(alone, answer, reason));
            }
            return;
        }
        for (int i = 0; i < asked.size(); i++) {
            if (answers != null) {
                asked.get(i).answer.complete(answers.get(i));
            } else {
                asked.get(i)
                        .answer
                        .completeExceptionally(
                                failure == null ? new IllegalStateException("neither answer nor failure") : failure);
            }
        }
    }
}
