/** The database: transactions, group commit, migrations. Knows nothing of items. */
@NullMarked
package dev.signalbox.db;

import org.jspecify.annotations.NullMarked;
