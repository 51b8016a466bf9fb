/** The door in: batching, deciding, idempotency. */
@NullMarked
package dev.signalbox.intake;

import org.jspecify.annotations.NullMarked;
