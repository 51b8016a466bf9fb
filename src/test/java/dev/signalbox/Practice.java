package dev.signalbox;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/** A place for automatic steps to post to: answers 204 unless told otherwise, and keeps what came. */
public final class Practice implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final Queue<byte[]> received = new ConcurrentLinkedQueue<>();

    private final Semaphore gate = new Semaphore(1);
    private volatile int status = 204;

    public Practice() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            received.add(exchange.getRequestBody().readAllBytes());
            await();
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** What every request is answered from now on. */
    public void answerWith(int status) {
        this.status = status;
    }

    /** Answers nobody until {@link #letGo}. */
    public void hold() {
        gate.acquireUninterruptibly();
    }

    public void letGo() {
        gate.release();
    }

    private void await() {
        try {
            gate.acquire();
            gate.release();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The bodies of all requests so far. */
    public Queue<byte[]> received() {
        return received;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdown();
    }
}
