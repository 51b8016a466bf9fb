/** Publishing: another version of a pack goes live while the servers run, on every node of a database. */
@NullMarked
package dev.signalbox.publishing;

import org.jspecify.annotations.NullMarked;
