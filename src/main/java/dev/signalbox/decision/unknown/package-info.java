/**
 * Unknown is not false: what a rule would have said of what is missing. Beside each rule that matters stands a
 * companion, which holds where the rule might hold. It knows DRL's syntax and nothing of items.
 */
@NullMarked
package dev.signalbox.decision.unknown;

import org.jspecify.annotations.NullMarked;
