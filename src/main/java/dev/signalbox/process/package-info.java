/** The process pack: a folder of files, its {@code process.yaml} as checked records, and its version. */
@NullMarked
package dev.signalbox.process;

import org.jspecify.annotations.NullMarked;
