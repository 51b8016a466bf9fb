/** How items end, and what happened to them on the way. */
@NullMarked
package dev.signalbox.outcome;

import org.jspecify.annotations.NullMarked;
