package dev.signalbox.web.pages;

/** What {@code /keys} shows. */
public record KeysPage(Frame frame) {}
