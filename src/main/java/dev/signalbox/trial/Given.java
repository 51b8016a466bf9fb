package dev.signalbox.trial;

import dev.signalbox.binding.Bound;
import dev.signalbox.binding.CsvBinder;
import dev.signalbox.binding.CsvHead;
import dev.signalbox.binding.JsonBinder;
import dev.signalbox.binding.MalformedBody;
import dev.signalbox.item.ItemType;
import dev.signalbox.item.Problem;
import dev.signalbox.process.ProcessDefinition;
import dev.signalbox.trial.Heading.Role;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Binds what the rows of {@code examples.csv} give: single values as a CSV file's, what is nested as JSON. */
final class Given {
    /** A cell from which no item can be made. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;
        final transient Heading heading;

        Unreadable(Heading heading, @Nullable String message) {
            super(message, null, false, false);
            this.heading = heading;
        }
    }

    /** What could be bound. */
    record Values(Map<String, Object> values, List<Problem> problems, List<Problem> warnings) {}

    private final List<Heading> headings;
    private final List<Integer> fields;
    private final @Nullable CsvBinder csv;
    private final JsonBinder json;
    private final Set<String> nulls;

    Given(ProcessDefinition definition, ItemType type, List<Heading> headings) {
        this.headings = headings;
        this.fields = IntStream.range(0, headings.size())
                .filter(i -> headings.get(i).role() == Role.FIELD)
                .boxed()
                .toList();
        this.csv = fields.isEmpty() ? null : csv(definition, type);
        this.json = new JsonBinder(type, definition);
        this.nulls = Set.copyOf(definition.csv().nulls());
    }

    private CsvBinder csv(ProcessDefinition definition, ItemType type) {
        var columns = definition.csv().columns();
        var names = fields.stream().map(i -> headings.get(i).name());
        try {
            var headings = names.map(f -> columns.getOrDefault(f, f)).toList();
            return new CsvBinder(type, definition, CsvHead.of(headings));
        } catch (MalformedBody e) {
            throw new IllegalStateException("Expected columns of the item, but " + e.getMessage(), e);
        }
    }

    Values bind(String[] cells) throws Unreadable {
        var values = new LinkedHashMap<String, Object>();
        var problems = new ArrayList<Problem>();
        var warnings = new ArrayList<Problem>();
        byte[] nested = nested(cells);
        if (nested != null) {
            try {
                add(json.bind(nested), values, problems, warnings);
            } catch (MalformedBody e) {
                throw new IllegalStateException("Expected JSON that was just written, but " + e.getMessage(), e);
            }
        }
        if (csv != null) {
            var flat = csv.bind(fields.stream().map(i -> cells[i]).toArray(String[]::new));
            // What stands in a column of its own is laid over the object.
            for (int i : fields) {
                String field = headings.get(i).name();
                if (!isNull(cells[i])) {
                    values.remove(field);
                    problems.removeIf(problem -> problem.field().equals(field));
                }
            }
            add(flat, values, problems, warnings);
        }
        return new Values(values, problems, warnings);
    }

    private static void add(Bound bound, Map<String, Object> values, List<Problem> problems, List<Problem> warnings) {
        values.putAll(bound.values());
        problems.addAll(bound.problems());
        warnings.addAll(bound.warnings());
    }

    private byte @Nullable [] nested(String[] cells) throws Unreadable {
        Nested tree = null;
        for (int i = 0; i < cells.length; i++) {
            if (headings.get(i).role() == Role.JSON && !isNull(cells[i])) {
                tree = object(headings.get(i), cells[i]);
            }
        }
        for (int i = 0; i < cells.length; i++) {
            Heading heading = headings.get(i);
            if (heading.role() == Role.PATH && !isNull(cells[i])) {
                tree = tree == null ? new Nested() : tree;
                try {
                    tree.put(heading.name(), cells[i].strip());
                } catch (IllegalArgumentException e) {
                    throw new Unreadable(heading, e.getMessage());
                }
            }
        }
        return tree == null ? null : tree.json();
    }

    private Nested object(Heading heading, String cell) throws Unreadable {
        try {
            // Strictly, and for its faults alone.
            json.bind(cell.getBytes(StandardCharsets.UTF_8));
            return new Nested(cell);
        } catch (MalformedBody e) {
            throw new Unreadable(heading, e.getMessage());
        }
    }

    private boolean isNull(String cell) {
        return cell.isBlank() || nulls.contains(cell.strip());
    }
}
