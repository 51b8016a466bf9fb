package dev.signalbox.web;

import dev.signalbox.db.Database;
import dev.signalbox.decision.Processes;
import dev.signalbox.intake.FileImport;
import dev.signalbox.intake.Intake;
import dev.signalbox.item.Ids;
import dev.signalbox.outcome.History;
import dev.signalbox.plan.Items;
import dev.signalbox.publishing.Publishing;
import dev.signalbox.review.Completion;
import dev.signalbox.review.Reviews;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The real server with small limits, and a process that has a field of each kind. */
final class ParcelServer implements AutoCloseable {
    private static final Limits LIMITS = new Limits(
            64 * 1024,
            256 * 1024,
            16 * 1024,
            8 * 1024,
            Duration.ofMillis(1_500),
            Duration.ofMillis(500),
            Duration.ofSeconds(10),
            100,
            2,
            100,
            2,
            1 << 20);

    private final Database database;
    private final Processes processes;
    private final ExecutorService deciders = Executors.newFixedThreadPool(2);
    private final Intake intake;
    private final Server server;

    private ParcelServer(Path folder) throws Exception {
        var clock = Clock.systemUTC();
        var ids = new Ids(clock);
        database = Database.open(folder.resolve("data"), clock);
        processes = Processes.load(pack(folder));
        intake = new Intake(database, ids);
        server = new Server(
                LIMITS,
                processes,
                intake,
                new FileImport(database, ids, process -> deciders),
                new Items(database),
                new History(database),
                List::of,
                new Reviews(database, processes),
                new Completion(database, processes, process -> deciders),
                new Publishing(database, processes),
                clock);
        server.start("127.0.0.1", 0);
    }

    static ParcelServer start(Path folder) throws Exception {
        return new ParcelServer(folder);
    }

    private static Path pack(Path folder) throws Exception {
        var pack = Files.createDirectories(folder.resolve("rules/parcels"));
        Files.writeString(pack.resolve("process.yaml"), PROCESS);
        Files.writeString(pack.resolve("item.drl"), ITEM);
        return folder.resolve("rules");
    }

    InetSocketAddress address() {
        return server.address();
    }

    @Override
    public void close() throws IOException, SQLException {
        server.close();
        intake.close();
        deciders.shutdown();
        database.close();
        processes.close();
    }

    private static final String PROCESS = """
            process: parcels
            title: Parcels
            owner: { name: Parcel office, contact: parcels@example.org }
            item: Parcel
            key: [number]
            queues:
              people: { title: People, due: 8h }
              bad-data: { title: Bad data, due: 8h }
            routes:
              full:    [carry-out]
              partial: [review: people, carry-out]
              manual:  [review: people, carry-out]
            quarantine: bad-data
            fallback: people
            outcomes:
              DONE: []
            """;

    private static final String ITEM = """
            package parcels

            declare Line
                sku : String
                price : BigDecimal
            end

            declare Parcel
                number : String
                kind : String
                pieces : Long
                weight : BigDecimal
                urgent : Boolean
                sent : LocalDate
                lines : List<Line> @Valid
            end
            """;
}
