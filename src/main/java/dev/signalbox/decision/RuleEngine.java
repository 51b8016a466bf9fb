package dev.signalbox.decision;

import dev.signalbox.item.Decision;
import dev.signalbox.item.ItemType;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Decides in this JVM. A batch runs on a thread of its own, so that a rule that never ends cannot hold the caller. */
public final class RuleEngine implements DecisionEngine {
    private final RuleBook book;
    private final CompiledRules compiled;
    private final @Nullable MadeRules made;
    private final ExecutorService threads;

    /**
     * @param compiled what to close along with the engine
     * @param made what compiling just made, if it had to
     */
    RuleEngine(RuleBook book, CompiledRules compiled, @Nullable MadeRules made) {
        this.book = book;
        this.compiled = compiled;
        this.made = made;
        this.threads = threads("rules-" + book.definition().process());
    }

    private static ExecutorService threads(String name) {
        var number = new AtomicInteger();
        return new ThreadPoolExecutor(0, Integer.MAX_VALUE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
            var thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** What compiling made of the rules; null when it was spared, since an earlier one had. */
    public @Nullable MadeRules made() {
        return made;
    }

    RuleBook book() {
        return book;
    }

    @Override
    public ItemType type() {
        return book.item().type();
    }

    @Override
    public List<WrittenRule> rules() {
        return book.written();
    }

    @Override
    public Map<String, List<String>> levers() {
        return book.levers();
    }

    @Override
    public List<Decision> decide(List<Case> batch) {
        var decisions = new ArrayList<Decision>(batch.size());
        var progress = IntBuffer.allocate(2);
        while (decisions.size() < batch.size()) {
            decisions.addAll(attempt(batch, decisions.size(), progress).decisions());
        }
        return decisions;
    }

    /**
     * Decides on in a batch until its end, until a second is over, or until a rule is stuck.
     *
     * @param progress is told at 0 the place in the batch of the item under way, and at 1 the place in {@link #rules} of the
     *     rule that spoke last about it, or -1
     */
    public Attempt attempt(List<Case> batch, int from, IntBuffer progress) {
        var run = new BatchRun(book, batch, from, progress);
        threads.execute(run);
        run.await();
        return run.attempt();
    }

    @Override
    public @Nullable String withdrawn() {
        return null;
    }

    @Override
    public void close() {
        threads.shutdown();
        book.constraints().close();
        compiled.close();
    }
}
