package dev.signalbox.trial;

import dev.signalbox.decision.Case;
import java.util.List;

/**
 * One row of a pack's {@code examples.csv}: an item, and what should be decided about it.
 *
 * @param line of the file, from 1
 * @param name what the row calls it, or {@code line 7}
 * @param expected what is checked; what the row leaves blank is not
 */
public record Example(int line, String name, Case item, List<Expected> expected) {}
