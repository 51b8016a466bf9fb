package dev.signalbox.binding;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** The rows of a file of any length, a few at a time. For one thread; the rows may be bound by many. */
public interface Rows extends Closeable {

    /** The next rows: at least one, at most {@code max}, fewer when they are large; none at the end of the file. */
    List<Row> next(int max) throws IOException;

    /** What was no row and was passed over so far. */
    default List<Skipped> skipped() {
        return List.of();
    }
}
