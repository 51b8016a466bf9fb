package dev.signalbox.review;

/**
 * Steps of machines that failed for good, and wait in a queue for a person.
 *
 * @param tasks how many RESOLVE tasks are open
 */
public record Unresolved(String process, String queue, long tasks) {}
