package dev.signalbox;

import dev.signalbox.db.Database;
import dev.signalbox.decision.Deciders;
import dev.signalbox.decision.Processes;
import dev.signalbox.decision.RuleLoader;
import dev.signalbox.execution.HttpStep;
import dev.signalbox.execution.Worker;
import dev.signalbox.intake.FileImport;
import dev.signalbox.intake.Intake;
import dev.signalbox.item.Ids;
import dev.signalbox.outcome.History;
import dev.signalbox.plan.Items;
import dev.signalbox.publishing.Follower;
import dev.signalbox.publishing.Publishing;
import dev.signalbox.review.Completion;
import dev.signalbox.review.Reviews;
import dev.signalbox.trial.Rehearsal;
import dev.signalbox.web.Limits;
import dev.signalbox.web.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running whole. Every service is made here, in the order in which an item meets them. */
public final class Signalbox implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Signalbox.class);

    private final Database database;
    private final ExecutorService threads;
    private final Deciders deciders = new Deciders();
    private final Processes processes;
    private final Intake intake;
    private final Rounds rounds;
    private final Follower follower;
    private final Server server;

    /** Starts a server on the SQLite file of a folder; see the other constructor. */
    public Signalbox(String host, int port, Path data, Path rules, RuleLoader loader, Clock clock)
            throws IOException, SQLException {
        this(host, port, data, null, rules, loader, clock);
    }

    /**
     * Starts a server.
     *
     * @param port 0 for any free one
     * @param data the folder of the SQLite file
     * @param db a PostgreSQL to be used instead, such as {@code postgresql://user:password@host:5432/name}, or null
     * @param loader where rules run
     * @throws IOException when the folder or the port cannot be used
     */
    public Signalbox(String host, int port, Path data, @Nullable String db, Path rules, RuleLoader loader, Clock clock)
            throws IOException, SQLException {
        log.info("Starts with the packs of {} and {}", rules, db == null ? "the data of " + data : "a PostgreSQL");
        threads = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        // Loading rules is most of a start; what needs none is made beside it.
        var loading = CompletableFuture.supplyAsync(() -> Processes.load(rules, loader, Rehearsal::faults), threads);
        database = db == null ? Database.open(data, clock) : Database.connect(db);
        log.info("The database is ready");
        var ids = new Ids(clock, database.takeNodeNumber(), new Items(database).newest());
        intake = new Intake(database, ids);
        var files = new FileImport(database, ids, deciders::of);
        var posting = new HttpStep();
        processes = loading.join();
        var worker = new Worker(database, processes, posting, new SecureRandom(), threads);
        var reviews = new Reviews(database, processes);
        var completion = new Completion(database, processes, deciders::of);
        BooleanSupplier pouring = () -> intake.isPouring() || files.isPouring();
        rounds = new Rounds(worker, reviews, database.isAlone(), pouring, intake::taken);
        var publishing = new Publishing(database, processes);
        publishing.follow();
        follower = new Follower(publishing, processes, process -> {
            intake.forget(process);
            deciders.forget(process);
        });
        server = new Server(
                Limits.STANDARD,
                processes,
                intake,
                files,
                new Items(database),
                new History(database),
                worker::resting,
                reviews,
                completion,
                publishing,
                clock);
        server.start(host, port);
    }

    /**
     * What is wrong with where a server is to start, all of it, before anything is done.
     *
     * @param db a PostgreSQL to be used instead of the file in {@code data}, or null
     */
    public static List<String> faults(String host, int port, Path data, @Nullable String db, Path rules) {
        var faults = new ArrayList<>(Server.faults(host, port));
        if (!Files.isDirectory(rules)) {
            faults.add("Expected a folder of packs, but " + rules
                    + (Files.exists(rules) ? " is a file" : " is not there"));
        } else if (!Files.isReadable(rules)) {
            faults.add("Expected a folder of packs that can be read, but " + rules + " cannot");
        }
        var database = Database.fault(data, db);
        if (database != null) {
            faults.add(database);
        }
        return faults;
    }

    /** Where it listens, such as {@code http://127.0.0.1:8080}. */
    public String address() {
        var address = server.address();
        return "http://" + address.getHostString() + ":" + address.getPort();
    }

    public Processes processes() {
        return processes;
    }

    /** Stops taking in, finishes what was taken, and frees the data folder. */
    @Override
    public void close() throws IOException, SQLException {
        server.close();
        intake.close();
        rounds.close();
        follower.close(); // may wait for a pack that compiles, so after the steps were given back
        deciders.close();
        threads.shutdown();
        try {
            threads.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        database.close();
        processes.close();
    }
}
