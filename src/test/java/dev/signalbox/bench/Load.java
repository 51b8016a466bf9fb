package dev.signalbox.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * Closed-loop load on one server, or on several in equal parts: each keep-alive connection sends its next request when it has
 * the whole answer to the last. One thread on one selector and no library, because what the client burns is taken from the
 * server it measures. Answers must carry a Content-Length, unless their status (204) has no body.
 */
public final class Load {
    private final List<URI> servers;
    private final int connections;

    public Load(URI server, int connections) {
        this(List.of(server), connections);
    }

    /** @param connections to all servers together */
    public Load(List<URI> servers, int connections) {
        this.servers = List.copyOf(servers);
        this.connections = connections;
    }

    /** A POST, ready for the wire; {@code headers} are whole lines, each with its CRLF. */
    public static byte[] post(String path, String headers, byte[] body) {
        byte[] head = ("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" + headers
                        + "Content-Length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(head.length + body.length)
                .put(head)
                .put(body)
                .array();
    }

    /**
     * Sends until the time is over, then waits for the answers still under way. Only answers inside the time are counted.
     *
     * @throws IOException when the server closes a connection or cannot be reached
     */
    public Answers run(Duration time, Supplier<byte[]> requests) throws IOException {
        return run(time, Long.MAX_VALUE, requests);
    }

    /** As {@link #run(Duration, Supplier)}, but ends after so many answers when that is sooner. */
    public Answers run(Duration time, long most, Supplier<byte[]> requests) throws IOException {
        var answers = new Answers();
        try (var selector = Selector.open()) {
            long start = System.nanoTime();
            long end = start + time.toNanos();
            int open = 0;
            try {
                for (long sent = 0; open < connections && sent < most; sent++, open++) {
                    var server = servers.get(open % servers.size());
                    var connection = new Connection(
                            SocketChannel.open(new InetSocketAddress(server.getHost(), server.getPort())));
                    connection.channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                    connection.channel.configureBlocking(false);
                    connection.channel.register(selector, SelectionKey.OP_READ, connection);
                    connection.send(requests.get());
                }
                long sent = open;
                while (open > 0) {
                    if (selector.select(10_000) == 0) {
                        throw new IOException("Expected an answer within 10 seconds, but none of " + open + " came");
                    }
                    for (var key : selector.selectedKeys()) {
                        var connection = (Connection) key.attachment();
                        int status = connection.receive();
                        if (status == 0) {
                            continue;
                        }
                        long now = System.nanoTime();
                        if (now <= end) {
                            answers.add(status, now - connection.sentAt);
                        }
                        if (now < end && sent < most) {
                            connection.send(requests.get());
                            sent++;
                        } else {
                            connection.channel.close();
                            open--;
                        }
                    }
                    selector.selectedKeys().clear();
                }
            } finally {
                for (var key : selector.keys()) {
                    key.channel().close();
                }
            }
            answers.took = Duration.ofNanos(Math.min(System.nanoTime(), end) - start);
        }
        return answers;
    }

    private static final class Connection {
        private static final byte[] LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);
        final SocketChannel channel;
        private ByteBuffer in = ByteBuffer.allocate(8 * 1024);
        /** Where the answer ends in {@code in}; 0 until its head is read. */
        private int end;

        long sentAt;

        Connection(SocketChannel channel) {
            this.channel = channel;
        }

        void send(byte[] request) throws IOException {
            in.clear();
            end = 0;
            sentAt = System.nanoTime();
            var out = ByteBuffer.wrap(request);
            while (out.hasRemaining()) { // a few hundred bytes fit the socket's buffer at once
                channel.write(out);
            }
        }

        /** The status when the answer is whole, 0 until then. */
        int receive() throws IOException {
            if (!in.hasRemaining()) {
                in = ByteBuffer.allocate(in.capacity() * 4).put(in.flip());
            }
            if (channel.read(in) < 0) {
                throw new IOException("Expected an answer, but the server closed the connection");
            }
            if (end == 0) {
                end = endOfAnswer();
            }
            return end == 0 || in.position() < end ? 0 : status();
        }

        private int status() {
            return (in.get(9) - '0') * 100 + (in.get(10) - '0') * 10 + in.get(11) - '0';
        }

        private int endOfAnswer() throws IOException {
            int length = -1;
            for (int at = 0, line = 0; at + 1 < in.position(); at++) {
                if (in.get(at) != '\r' || in.get(at + 1) != '\n') {
                    continue;
                }
                if (at == line) {
                    if (length < 0 && status() != 204) {
                        throw new IOException("Expected a Content-Length, but the answer has none");
                    }
                    return at + 2 + Math.max(length, 0);
                }
                if (startsWithLength(line)) {
                    length = number(line + LENGTH.length, at);
                }
                line = at + 2;
            }
            return 0;
        }

        private boolean startsWithLength(int line) {
            for (int i = 0; i < LENGTH.length; i++) {
                if ((in.get(line + i) | 0x20) != (LENGTH[i] | 0x20)) {
                    return false;
                }
            }
            return true;
        }

        private int number(int from, int to) {
            int number = 0;
            for (int at = from; at < to; at++) {
                if (in.get(at) != ' ') {
                    number = number * 10 + in.get(at) - '0';
                }
            }
            return number;
        }
    }
}
