/** Machines doing AUTOMATIC steps. */
@NullMarked
package dev.signalbox.execution;

import org.jspecify.annotations.NullMarked;
