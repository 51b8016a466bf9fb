/** What is wrong with rules, or looks so, found by reading them: nothing here runs or compiles one. */
@NullMarked
package dev.signalbox.decision.check;

import org.jspecify.annotations.NullMarked;
