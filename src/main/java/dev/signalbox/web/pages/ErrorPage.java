package dev.signalbox.web.pages;

/**
 * Something went wrong, said to a person.
 *
 * @param detail what was expected, and what was found
 * @param advice what to do now
 */
public record ErrorPage(Frame frame, int status, String detail, String advice) {}
