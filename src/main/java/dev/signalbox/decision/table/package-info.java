/** Decision tables: cells of CSV and XLSX files, the DRL that Drools makes of them, and the way back from it to the cells. */
@NullMarked
package dev.signalbox.decision.table;

import org.jspecify.annotations.NullMarked;
