package dev.signalbox;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.db.Database;
import dev.signalbox.db.Store;
import dev.signalbox.decision.LiveProcess;
import dev.signalbox.decision.Processes;
import dev.signalbox.execution.HttpStep;
import dev.signalbox.execution.Worker;
import dev.signalbox.intake.Intake;
import dev.signalbox.intake.Receipt;
import dev.signalbox.intake.Submission;
import dev.signalbox.item.Ids;
import dev.signalbox.item.Json;
import dev.signalbox.outcome.History;
import dev.signalbox.plan.ItemView;
import dev.signalbox.plan.Items;
import dev.signalbox.review.Answer;
import dev.signalbox.review.Completion;
import dev.signalbox.review.Reviews;
import dev.signalbox.review.Task;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** All services but HTTP, on a real database and real packs, with time in the test's hand. */
final class Workbench implements AutoCloseable {
    final SettableClock clock = new SettableClock("2026-01-05T08:00:00Z");
    final ExecutorService threads = Executors.newFixedThreadPool(4);
    final Database database;
    final Processes processes;
    final Intake intake;
    final Worker worker;
    final Reviews reviews;
    final Completion completion;
    final Items items;
    final History history;

    Workbench(Path data, Path rules) throws Exception {
        this(Store.SQLITE, data, rules);
    }

    Workbench(Store store, Path data, Path rules) throws Exception {
        database = store.open(data, clock);
        processes = Processes.load(rules);
        intake = new Intake(database, new Ids(clock));
        worker = newWorker();
        reviews = new Reviews(database, processes);
        completion = new Completion(database, processes, process -> threads);
        items = new Items(database);
        history = new History(database);
    }

    Worker newWorker() {
        return new Worker(database, processes, new HttpStep(), new Random(7), threads);
    }

    LiveProcess process(String name) {
        return processes.find(name).orElseThrow(() -> new AssertionError("not loaded: " + processes.bad()));
    }

    Receipt post(String process, String json, @Nullable String key) {
        return intake.submit(process(process), new Submission(json.getBytes(StandardCharsets.UTF_8), key, "erp"))
                .join();
    }

    Receipt.Accepted accepted(String process, String json) {
        return (Receipt.Accepted) post(process, json, null);
    }

    ItemView item(Receipt.Accepted receipt) {
        return items.find(Ids.parse(receipt.id())).orElseThrow();
    }

    static JsonNode json(Receipt.Accepted receipt) {
        return Json.read(new String(receipt.json().get(), StandardCharsets.UTF_8), JsonNode.class);
    }

    Task next(String process, String queue, String reviewer) {
        return reviews.next(process, queue, reviewer).join().orElseThrow();
    }

    Task answer(Task task, String reviewer, Answer answer) {
        return completion.complete(task.id(), reviewer, answer).join();
    }

    /** Starts what is due and waits until all of it has ended. */
    int work() throws InterruptedException {
        int started = worker.startDue().join();
        var end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (worker.running() > 0 && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        if (worker.running() > 0) {
            throw new AssertionError("steps are still running");
        }
        return started;
    }

    @Override
    public void close() throws java.io.IOException, java.sql.SQLException {
        intake.close();
        threads.shutdown();
        database.close();
        processes.close();
    }
}
