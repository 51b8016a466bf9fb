/** Items and their steps: the plan, the one state machine and its store. */
@NullMarked
package dev.signalbox.plan;

import org.jspecify.annotations.NullMarked;
