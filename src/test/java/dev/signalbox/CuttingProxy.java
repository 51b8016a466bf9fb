package dev.signalbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The network between a node and its PostgreSQL, at its worst: it delays, it breaks, and it can keep the answer to a COMMIT to
 * itself, the one moment in which nobody knows how it ended.
 */
public final class CuttingProxy implements AutoCloseable {
    // CommandComplete, https://www.postgresql.org/docs/current/protocol-message-formats.html
    private static final String COMMITTED = "COMMIT\0";
    /** How the driver tells the database of a statement that inserts items: its name, empty until it is used often, then its words. */
    private static final Pattern INSERT =
            Pattern.compile("P.{4}([^\0]*)\0WITH parent AS \\(INSERT INTO item", Pattern.DOTALL);

    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int behind;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger armed = new AtomicInteger();
    private final AtomicInteger cuts = new AtomicInteger();
    private volatile long delayMillis;
    private volatile boolean closed;

    /** @param behind the port of the database on this machine */
    public CuttingProxy(int behind) throws IOException {
        this.behind = behind;
        daemon(this::accept);
    }

    public int port() {
        return door.getLocalPort();
    }

    /** The next commit of something inserted comes through, and its connection breaks before anybody hears of it. */
    public void cutAfterNextCommit() {
        armed.incrementAndGet();
    }

    /** Breaks all connections there are, wherever they are; new ones come through. */
    public void cutAll() {
        open.forEach(CuttingProxy::close);
    }

    /** Whatever passes, either way, comes this much later from now on. */
    public void delay(long millis) {
        delayMillis = millis;
    }

    /** How many connections were broken after their COMMIT. */
    public int cuts() {
        return cuts.get();
    }

    private void accept() {
        while (!closed) {
            try {
                var client = door.accept();
                open.add(client);
                try {
                    var server = new Socket(InetAddress.getLoopbackAddress(), behind);
                    open.add(server);
                    client.setTcpNoDelay(true);
                    server.setTcpNoDelay(true);
                    var inserts = new Inserts();
                    daemon(() -> pass(client, server, words -> {
                        inserts.hear(words);
                        return false;
                    }));
                    daemon(() -> pass(server, client, words -> isToBeCut(words, inserts)));
                } catch (IOException e) {
                    // The database is down, and so the caller's connection ends.
                    close(client);
                }
            } catch (IOException e) {
                return;
            }
        }
    }

    /** Whether one connection's transaction inserts items. */
    private static final class Inserts {
        private String name = "no name yet";
        private final AtomicBoolean under = new AtomicBoolean();

        void hear(String request) {
            var found = INSERT.matcher(request);
            if (found.find()) {
                name = found.group(1).isEmpty() ? name : found.group(1);
                under.set(true);
            } else if (request.contains("\0" + name + "\0")) {
                under.set(true);
            }
        }
    }

    private boolean isToBeCut(String answer, Inserts inserts) {
        boolean cut = answer.contains(COMMITTED)
                && inserts.under.getAndSet(false)
                && armed.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
        if (cut) {
            cuts.incrementAndGet();
        }
        return cut;
    }

    /** @param cuts whether what passes is the last that does, and is not heard */
    private void pass(Socket from, Socket to, Predicate<String> cuts) {
        var buffer = new byte[64 * 1024];
        try {
            for (int n = from.getInputStream().read(buffer);
                    n > 0;
                    n = from.getInputStream().read(buffer)) {
                if (cuts.test(new String(buffer, 0, n, StandardCharsets.ISO_8859_1))) {
                    break;
                }
                if (delayMillis > 0) {
                    LockSupport.parkNanos(delayMillis * 1_000_000);
                }
                to.getOutputStream().write(buffer, 0, n);
            }
        } catch (IOException e) {
            // One side has gone, and the other goes with it.
        }
        close(from);
        close(to);
        open.remove(from);
        open.remove(to);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void daemon(Runnable work) {
        var thread = new Thread(work, "cutting-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        closed = true;
        door.close();
        cutAll();
    }
}
