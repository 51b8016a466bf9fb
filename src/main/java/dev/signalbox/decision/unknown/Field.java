package dev.signalbox.decision.unknown;

/** A field of a declared type: {@code Claim.amount}. */
public record Field(String type, String name) {}
