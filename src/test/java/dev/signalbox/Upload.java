package dev.signalbox;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file sent as the body of a POST, with the answer read while the file still goes out. The JDK's client reads nothing
 * before it has sent everything, so a server that answers row by row would wait for it for ever.
 */
public final class Upload implements AutoCloseable {
    private final Socket socket;
    private final int status;
    private final InputStream body;

    /** Starts to send, and returns when the head of the answer is there. */
    public Upload(URI to, String contentType, Path file) throws IOException {
        socket = new Socket(to.getHost(), to.getPort());
        var sender = new Thread(() -> send(to, contentType, file), "upload of " + file.getFileName());
        sender.setDaemon(true);
        sender.start();
        var in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
        status = Integer.parseInt(line(in).split(" ", 3)[1]);
        boolean chunked = false;
        for (var header = line(in); !header.isEmpty(); header = line(in)) {
            chunked |= header.equalsIgnoreCase("Transfer-Encoding: chunked");
        }
        body = chunked ? new Chunks(in) : in;
    }

    private void send(URI to, String contentType, Path file) {
        try {
            var head = "POST " + to.getRawPath() + " HTTP/1.1\r\nHost: " + to.getAuthority() + "\r\nContent-Type: "
                    + contentType + "\r\nContent-Length: " + Files.size(file) + "\r\nConnection: close\r\n\r\n";
            var out = socket.getOutputStream();
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            Files.copy(file, out);
        } catch (IOException serverGone) {
            // the reader meets the same end, and tells
        }
    }

    public int status() {
        return status;
    }

    /** The answer's body; it ends early with an IOException when the server dies. */
    public InputStream body() {
        return body;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new IOException("Expected a whole answer, but the server closed the connection");
            }
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.US_ASCII);
    }

    /** Chunked transfer coding, RFC 9112 section 7.1. */
    private static final class Chunks extends FilterInputStream {
        private int left;
        private boolean started;
        private boolean ended;

        Chunks(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (left == 0 && !ended) {
                if (started) {
                    line(in);
                }
                left = Integer.parseInt(line(in), 16);
                started = true;
                ended = left == 0;
            }
            if (ended) {
                return -1;
            }
            int count = in.read(into, offset, Math.min(length, left));
            if (count < 0) {
                throw new IOException("Expected the rest of a chunk, but the server closed the connection");
            }
            left -= count;
            return count;
        }
    }
}
