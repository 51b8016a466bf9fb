package dev.signalbox.decision;

import dev.signalbox.item.Decision;
import dev.signalbox.item.ItemType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Decides in this JVM. A batch runs on a thread of its own, so that a rule that never ends cannot hold the caller. */
final class RuleEngine implements DecisionEngine {
    private final RuleBook book;
    private final CompiledRules compiled;
    private final ExecutorService threads;

    /** @param compiled what to close along with the engine */
    RuleEngine(RuleBook book, CompiledRules compiled) {
        this.book = book;
        this.compiled = compiled;
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
    public List<Decision> decide(List<Case> batch) {
        var decisions = new ArrayList<Decision>(batch.size());
        while (decisions.size() < batch.size()) {
            var run = new BatchRun(book, batch, decisions.size());
            threads.execute(run);
            run.await();
            run.addTo(decisions);
        }
        return decisions;
    }

    @Override
    public void close() {
        threads.shutdown();
        book.constraints().close();
        compiled.close();
    }
}
