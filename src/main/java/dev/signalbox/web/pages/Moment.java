package dev.signalbox.web.pages;

/**
 * A moment as a page shows it.
 *
 * @param iso for machines: ISO 8601 in UTC
 * @param absolute date, time and zone, shown on request
 * @param words how people say it: {@code 3 h 12 min left}
 * @param late whether it was due and has passed
 * @param soon whether little of the time to it is left
 */
public record Moment(String iso, String absolute, String words, boolean late, boolean soon) {}
