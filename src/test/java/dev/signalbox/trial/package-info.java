@org.jspecify.annotations.NullMarked
package dev.signalbox.trial;
