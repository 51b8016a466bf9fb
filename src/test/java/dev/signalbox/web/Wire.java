package dev.signalbox.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** HTTP/1.1 by the byte, for requests that no client would send. */
final class Wire implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket = new Socket();
    private final InputStream in;

    Wire(InetSocketAddress server) throws IOException {
        socket.connect(server, PATIENCE_MILLIS);
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** An answer; the names of its headers are in lower case. */
    record Answer(int status, Map<String, String> headers, String body) {
        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    static byte[] request(String head, byte[] body) {
        var out = new ByteArrayOutputStream();
        out.writeBytes((head + "\r\nContent-Length: " + body.length + "\r\n\r\n").getBytes(UTF_8));
        out.writeBytes(body);
        return out.toByteArray();
    }

    static Answer ask(InetSocketAddress server, byte[] request) throws IOException {
        try (var wire = new Wire(server)) {
            wire.send(request);
            return wire.answer();
        }
    }

    /** Sends as much as is taken: a server that has already refused need not read on. */
    void send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException e) {
            // the answer tells
        }
    }

    /** Waits for the connection's end. */
    boolean isClosed() throws IOException {
        return in.read() < 0;
    }

    Answer answer() throws IOException {
        var status = line();
        var headers = new TreeMap<String, String>();
        for (var line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        var body = new ByteArrayOutputStream();
        if (headers.containsKey("transfer-encoding")) {
            for (int length = chunk(); length > 0; length = chunk()) {
                body.writeBytes(in.readNBytes(length));
                line();
            }
        } else {
            body.writeBytes(in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0"))));
        }
        return new Answer(Integer.parseInt(status.split(" ", 3)[1]), headers, body.toString(UTF_8));
    }

    private int chunk() throws IOException {
        return Integer.parseInt(line(), 16);
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException(
                        "Expected an answer, but the connection ended after '" + line.toString(ISO_8859_1) + "'");
            }
            line.write(c);
        }
        return line.toString(ISO_8859_1).stripTrailing();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
