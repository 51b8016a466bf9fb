package dev.signalbox.decision.table;

/**
 * Why a decision table cannot be read.
 *
 * @param message what was expected, and what was found
 */
public record TableFault(Cell cell, String message) {}
