package dev.signalbox.decision;

import dev.signalbox.item.ItemType;
import dev.signalbox.item.ItemType.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A path of a declared field, such as {@code lines[2].amount}. Empty stands for the whole item.
 *
 * @param parts names of fields, and behind the name of a list perhaps an index, counted from 0
 */
public record ValuePath(List<Object> parts) {
    private static final Pattern PART = Pattern.compile("([A-Za-z_$][\\w$]*)(?:\\[(\\d{1,9})])?(\\.|$)");

    /** @throws IllegalArgumentException when the type has no such field */
    public static ValuePath in(ItemType type, String path) {
        var parts = new ArrayList<Object>();
        ItemType at = type;
        Matcher part = PART.matcher(path);
        int end = 0;
        while (end < path.length()) {
            Field field = at != null && part.region(end, path.length()).lookingAt()
                    ? at.fields().get(part.group(1))
                    : null;
            if (field == null || (part.group(2) != null && !field.list())) {
                throw new IllegalArgumentException("Expected a path of "
                        + String.join(", ", type.fields().keySet()) + " as field, but was " + path);
            }
            parts.add(field.name());
            if (part.group(2) != null) {
                parts.add(Integer.valueOf(part.group(2)));
            }
            at = field.nested();
            end = part.end();
        }
        return new ValuePath(parts);
    }

    /** The plain value that lies there, or null. */
    @Nullable
    Object value(Map<String, Object> item) {
        if (parts.isEmpty()) {
            return null;
        }
        Object value = item;
        for (Object part : parts) {
            if (value instanceof Map<?, ?> object) {
                value = object.get(part);
            } else if (value instanceof List<?> list && part instanceof Integer index && index < list.size()) {
                value = list.get(index);
            } else {
                return null;
            }
        }
        return value;
    }
}
