package dev.signalbox.web;

import java.time.Duration;

/**
 * How much a caller may ask of the server. A request over a limit is refused with a problem that names the limit.
 *
 * @param body bytes of a body that is read as a whole; streams of rows have no such limit
 * @param pack bytes of a pack that is published
 * @param headers bytes of all headers of a request together
 * @param address bytes of the request line
 * @param head how long the head of a request may take to arrive, from the connection or the answer before it
 * @param wholeBody how long a body that is read as a whole may take to arrive, beyond a second for each 16 KiB of it; and how
 *     long a file may send next to nothing while others wait for its place
 * @param idle how long a connection may carry nothing in either direction, unless it waits for the server's answer
 * @param connections how many may be open at once
 * @param workers threads for reading the database and rendering
 * @param waiting requests that may wait for a worker
 * @param imports files that may be read at once
 * @param unread bytes of a file's answer that may wait to be sent. Generous, because many clients send a whole file before
 *     they read the answer, and would otherwise wait for the server as it waits for them
 */
public record Limits(
        int body,
        int pack,
        int headers,
        int address,
        Duration head,
        Duration wholeBody,
        Duration idle,
        int connections,
        int workers,
        int waiting,
        int imports,
        int unread) {

    public static final Limits STANDARD = new Limits(
            1024 * 1024,
            32 * 1024 * 1024,
            16 * 1024,
            8 * 1024,
            Duration.ofSeconds(15),
            Duration.ofSeconds(15),
            Duration.ofSeconds(60),
            5_000,
            8,
            500,
            4,
            8 * 1024 * 1024);
}
