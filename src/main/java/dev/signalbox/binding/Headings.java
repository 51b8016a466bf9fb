package dev.signalbox.binding;

import dev.signalbox.item.ItemType;
import dev.signalbox.process.ProcessDefinition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The headings of one CSV file beside those that the process reads.
 *
 * @param named headings that {@code csv: columns} names and the file lacks, with the field that stays empty
 * @param unread headings of the file that no field is read from, in their order
 */
public record Headings(List<Missing> named, List<String> unread) {

    /** A heading that is not there, and the field that would be read from it. */
    public record Missing(String heading, String field) {}

    /** @param header the headings of the file */
    public static Headings of(ItemType type, ProcessDefinition process, List<String> header) {
        Map<String, String> columns = process.csv().columns();
        var read = new HashSet<String>();
        type.fields().keySet().forEach(field -> read.add(columns.getOrDefault(field, field)));
        var group = process.csv().group();
        var list = group == null ? null : type.fields().get(group.into());
        if (group != null && list != null && list.nested() != null) {
            list.nested().fields().keySet().forEach(f -> read.add(process.csv().headingWithin(group, f, header)));
        }
        var missing = new ArrayList<Missing>();
        for (String field : type.fields().keySet()) {
            String heading = columns.get(field);
            if (heading != null && !header.contains(heading)) {
                missing.add(new Missing(heading, field));
            }
        }
        return new Headings(
                List.copyOf(missing),
                header.stream().filter(heading -> !read.contains(heading)).toList());
    }

    /** What an owner should know before the first item is looked at; nothing when file and process agree. */
    public List<String> words() {
        var words = new ArrayList<String>();
        if (!named.isEmpty()) {
            words.add("process.yaml names headings that the file does not have, so these fields are empty: "
                    + named.stream()
                            .map(missing -> missing.field() + " (" + Findings.quoted(missing.heading()) + ")")
                            .collect(Collectors.joining(", ")));
        }
        if (!unread.isEmpty()) {
            words.add("the file has headings that no field is read from: "
                    + unread.stream().map(Findings::quoted).collect(Collectors.joining(", ")));
        }
        return words;
    }
}
