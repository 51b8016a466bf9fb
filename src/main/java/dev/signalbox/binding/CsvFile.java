package dev.signalbox.binding;

import dev.signalbox.item.ItemType;
import dev.signalbox.process.ProcessDefinition;
import java.io.IOException;
import java.io.InputStream;

/**
 * A CSV file as a process reads it: a row an item, or some rows an item where the process groups them.
 *
 * @param rows what one item is made of, each
 */
public record CsvFile(Rows rows, RowBinder binder, CsvHead head) {

    /**
     * Reads as far as the headings. The caller closes the stream when this throws.
     *
     * @throws MalformedBody when the file as a whole is not what the process reads
     */
    public static CsvFile open(InputStream in, ItemType type, ProcessDefinition process)
            throws IOException, MalformedBody {
        var rows = CsvRows.open(in, process.csv());
        var plain = new CsvBinder(type, process, rows.head());
        var group = process.csv().group();
        if (group == null) {
            return new CsvFile(rows, plain, rows.head());
        }
        var binder = new GroupBinder(plain, process, group);
        return new CsvFile(new GroupedRows(rows, binder), binder, rows.head());
    }
}
