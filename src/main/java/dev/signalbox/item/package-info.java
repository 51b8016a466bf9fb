/** The shared nouns: what a work item is, what was decided about it and how it stands. */
@NullMarked
package dev.signalbox.item;

import org.jspecify.annotations.NullMarked;
