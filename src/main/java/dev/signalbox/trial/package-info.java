/** Rules tried before they count: on the examples of their pack, and on items of the past. Nothing here is stored. */
@NullMarked
package dev.signalbox.trial;

import org.jspecify.annotations.NullMarked;
