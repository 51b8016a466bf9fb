/** The door in: binding what came to an item's fields, batching, idempotency. */
@NullMarked
package dev.signalbox.intake;

import org.jspecify.annotations.NullMarked;
