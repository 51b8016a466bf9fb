package dev.signalbox.execution;

import java.time.Instant;

/**
 * A receiver of steps that is away.
 *
 * @param place scheme, host and port
 * @param since when it first did not answer
 * @param until when it is tried again
 * @param why what came instead of an answer
 */
public record Resting(String place, Instant since, Instant until, String why) {}
