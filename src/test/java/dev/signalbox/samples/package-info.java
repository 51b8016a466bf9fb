/** The sample items and the packs they belong to: how they are made, and what the rules do with them. */
@NullMarked
package dev.signalbox.samples;

import org.jspecify.annotations.NullMarked;
