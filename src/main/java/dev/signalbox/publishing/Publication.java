package dev.signalbox.publishing;

import java.time.Instant;

/**
 * A pack that was published.
 *
 * @param number 1 for the process's first, and so on; the highest is live
 * @param version SHA-256 of the pack's files, in hex
 */
public record Publication(String process, int number, String version, Instant publishedAt, String publishedBy) {}
