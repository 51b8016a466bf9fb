package dev.signalbox.decision;

import dev.signalbox.item.Decision;
import java.util.List;

/**
 * How far one go at a batch came.
 *
 * @param decisions of the next items, in order; at least one
 * @param stuck whether the last of them stands for an item whose rules never came back: a thread still runs them
 */
public record Attempt(List<Decision> decisions, boolean stuck) {}
