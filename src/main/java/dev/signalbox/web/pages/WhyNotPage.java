package dev.signalbox.web.pages;

/** What {@code /items/{id}/why-not-full} shows. */
public record WhyNotPage(Frame frame, ItemHead item, Turns turns) {}
