package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.execution.Worker;
import dev.signalbox.item.ItemStatus;
import dev.signalbox.outcome.HistoryEntry.Event;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Receivers of automatic steps that take a request and do not let go of it. */
class HangingReceiverTest {
    @TempDir
    Path folder;

    @Test
    void anAnswerThatNeverEndsIsGivenUpInTimeAndTriedAgain() throws Exception {
        try (var receiver = new Endless()) {
            var rules = Parcels.write(folder.resolve("rules"), receiver.uri());
            var process = rules.resolve("parcels").resolve("process.yaml");
            Files.writeString(process, Files.readString(process).replace("attempts: 3,", "attempts: 3, timeout: 1s,"));
            try (var bench = new Workbench(folder.resolve("data"), rules)) {
                var item = bench.accepted("parcels", Parcels.json("1", "1"));
                assertThat(bench.work()).isEqualTo(1);
                assertThat(bench.history.of(bench.item(item).id()))
                        .anyMatch(entry -> entry.event() == Event.STEP_RETRIED
                                && entry.detail().contains("none came in time"));
            }
        }
    }

    @Test
    void oneProcesssHangingReceiverHoldsUpNoOtherProcess() throws Exception {
        try (var hanging = new Practice();
                var other = new Practice()) {
            var rules = folder.resolve("rules");
            Parcels.write(rules, hanging.uri());
            Tickets.write(rules, other.uri());
            try (var bench = new Workbench(folder.resolve("data"), rules)) {
                hanging.hold();
                for (int i = 0; i < 2 * Worker.MOST_RUNNING; i++) {
                    bench.accepted("parcels", Parcels.json("P" + i, "1"));
                }
                bench.worker.startDue().join();
                var ticket = bench.accepted("tickets", Tickets.json("T", "routine"));
                assertThat(bench.worker.startDue().join()).isEqualTo(1);
                long end = System.nanoTime() + 10_000_000_000L;
                while (bench.item(ticket).status() != ItemStatus.CLOSED) {
                    assertThat(System.nanoTime()).as("the ticket closes").isLessThan(end);
                    Thread.onSpinWait();
                }
                hanging.letGo();
            }
        }
    }

    /** Answers each request with a head, and with no end. */
    private static final class Endless implements AutoCloseable {
        private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final List<Socket> open = new ArrayList<>();

        Endless() throws IOException {
            new Thread(this::run).start();
        }

        URI uri() {
            return URI.create("http://127.0.0.1:" + server.getLocalPort());
        }

        private void run() {
            try {
                while (true) {
                    var caller = server.accept();
                    open.add(caller);
                    caller.getOutputStream()
                            .write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                }
            } catch (IOException e) {
                // closed
            }
        }

        @Override
        public void close() throws IOException {
            server.close();
            for (var caller : open) {
                caller.close();
            }
        }
    }
}
