/**
 * Keeps what goes wrong in one rule to that rule: the classes that Drools makes of conditions and consequences are changed, after they
 * were judged and before they run, so that an exception is reported and not thrown. Knows nothing of deciding.
 */
@NullMarked
package dev.signalbox.decision.contain;

import org.jspecify.annotations.NullMarked;
