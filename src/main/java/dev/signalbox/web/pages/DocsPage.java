package dev.signalbox.web.pages;

/** What {@code /docs} shows: the contract, to browse and to try. */
public record DocsPage(Frame frame) {}
