@NullMarked
package dev.signalbox.db;

import org.jspecify.annotations.NullMarked;
