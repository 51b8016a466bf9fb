/**
 * Numbers in rules mean what they say. What compiled rules work numbers out with, and how it gets into them. It knows
 * class files and numbers, and nothing of items.
 */
@NullMarked
package dev.signalbox.decision.exact;

import org.jspecify.annotations.NullMarked;
