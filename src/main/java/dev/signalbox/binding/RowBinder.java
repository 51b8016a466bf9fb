package dev.signalbox.binding;

import java.util.List;

/** Makes items of the rows of one kind of file. Safe for use by many threads. */
public interface RowBinder {

    /** One result for each row, in order. */
    List<BoundRow> bind(List<Row> rows);
}
