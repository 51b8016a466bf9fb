package dev.signalbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * The network between a node and its PostgreSQL, at its worst: it delays, it breaks, and it can keep the answer to a COMMIT to
 * itself, the one moment in which nobody knows how it ended.
 */
public final class CuttingProxy implements AutoCloseable {
    // CommandComplete, https://www.postgresql.org/docs/current/protocol-message-formats.html
    private static final String COMMITTED = "COMMIT\0";
    private static final String INSERTED = "INSERT 0 1\0";

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
                    daemon(() -> pass(client, server, false));
                    daemon(() -> pass(server, client, true));
                } catch (IOException e) {
                    // The database is down, and so the caller's connection ends.
                    close(client);
                }
            } catch (IOException e) {
                return;
            }
        }
    }

    private void pass(Socket from, Socket to, boolean answers) {
        var buffer = new byte[64 * 1024];
        boolean inserted = false;
        try {
            for (int n = from.getInputStream().read(buffer);
                    n > 0;
                    n = from.getInputStream().read(buffer)) {
                if (answers) {
                    var words = new String(buffer, 0, n, StandardCharsets.ISO_8859_1);
                    inserted |= words.contains(INSERTED);
                    if (words.contains(COMMITTED)) {
                        if (inserted && armed.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                            cuts.incrementAndGet();
                            break;
                        }
                        inserted = false;
                    }
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
