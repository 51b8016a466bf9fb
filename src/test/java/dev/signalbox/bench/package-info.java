/** How fast Signalbox is, each figure beside what the machine could do without it. */
@NullMarked
package dev.signalbox.bench;

import org.jspecify.annotations.NullMarked;
