package dev.signalbox.trial;

import java.time.Instant;

/**
 * What a report says of how it came about.
 *
 * @param items where they are from
 * @param judgedAt the moment by which items are judged that bring none of their own
 * @param minutes what one review takes a person
 */
public record Settings(String items, Instant judgedAt, double minutes) {}
