@NullMarked
package dev.signalbox.plan;

import org.jspecify.annotations.NullMarked;
