/**
 * What rules may be: DRL is Java, so its text is judged before anything parses it, its language before it is compiled,
 * and its classes before one of them runs. Knows nothing of deciding.
 */
@NullMarked
package dev.signalbox.decision.guard;

import org.jspecify.annotations.NullMarked;
