/** What came, as bytes, becomes the fields of an item: JSON, CSV and NDJSON, strict about form, tolerant about content. */
@NullMarked
package dev.signalbox.binding;

import org.jspecify.annotations.NullMarked;
