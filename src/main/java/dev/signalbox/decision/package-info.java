/** Rules: compiling a pack's DRL, deciding batches of items, explaining. The only room that knows Drools. */
@NullMarked
package dev.signalbox.decision;

import org.jspecify.annotations.NullMarked;
