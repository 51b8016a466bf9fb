package dev.signalbox.trial;

import dev.signalbox.decision.ValuePath;
import dev.signalbox.item.ItemType;
import dev.signalbox.item.ItemType.Field;
import dev.signalbox.item.ItemType.Kind;
import dev.signalbox.process.ProcessDefinition;
import dev.signalbox.process.Suggestion;
import dev.signalbox.trial.Expected.Part;
import dev.signalbox.trial.Heading.Role;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Tells the columns of {@code examples.csv} from one another. What the item has comes first; then our own words. */
final class HeadingReader {
    private static final String EXPECT = "expect.";
    private static final List<String> PARTS =
            Stream.of(Part.values()).map(part -> EXPECT + lower(part)).toList();

    private final ProcessDefinition definition;
    private final ItemType type;
    private final Set<String> seen = new HashSet<>();

    HeadingReader(ProcessDefinition definition, ItemType type) {
        this.definition = definition;
        this.type = type;
    }

    /** @throws IllegalArgumentException when it is no column of an example, or was there before */
    Heading read(String text) {
        if (text.isEmpty()) {
            return Heading.NOTHING;
        }
        Heading heading = heading(text);
        if (!seen.add(heading.role() + heading.name())) {
            throw new IllegalArgumentException("Expected each column once, but '" + text + "' is there twice");
        }
        return heading;
    }

    private Heading heading(String text) {
        for (Field field : type.fields().values()) {
            if (text.equals(field.name())
                    || text.equals(definition.csv().columns().get(field.name()))) {
                return field(field, text);
            }
        }
        if (text.startsWith(EXPECT)) {
            if (!PARTS.contains(text)) {
                throw unknown(text);
            }
            return new Heading(Role.EXPECTED, text.substring(EXPECT.length()).toUpperCase(Locale.ROOT), text);
        }
        return switch (text) {
            case "example" -> new Heading(Role.NAME, text, text);
            case "example.at" -> new Heading(Role.AT, text, text);
            case "json" -> new Heading(Role.JSON, text, text);
            default -> path(text);
        };
    }

    private static Heading field(Field field, String text) {
        if (field.list() || field.kind() == Kind.OBJECT) {
            String inside = field.name()
                    + (field.list() ? "[0]" : "")
                    + (field.nested() == null
                            ? ""
                            : "." + field.nested().fields().keySet().iterator().next());
            throw new IllegalArgumentException("Expected a single value, such as " + inside
                    + ", or a column json, but '" + text + "' is " + (field.list() ? "a list" : "an object"));
        }
        return new Heading(Role.FIELD, field.name(), text);
    }

    private Heading path(String text) {
        try {
            ValuePath.in(type, text);
            return new Heading(Role.PATH, text, text);
        } catch (IllegalArgumentException e) {
            throw unknown(text);
        }
    }

    private IllegalArgumentException unknown(String text) {
        var known = new ArrayList<>(type.fields().keySet());
        known.addAll(definition.csv().columns().values());
        known.addAll(PARTS);
        known.addAll(List.of("example", "example.at", "json"));
        return new IllegalArgumentException(
                "Expected a field of " + type.name() + " or one of example, example.at, json, "
                        + String.join(", ", PARTS) + ", but was '" + text + "'" + help(text, known));
    }

    /** The end of a message: {@code ; did you mean 'examiners'?}, or nothing. */
    static String help(String typed, Collection<String> words) {
        String question = Suggestion.question(typed, words);
        return question == null ? "" : "; " + question;
    }

    private static String lower(Part part) {
        return part.name().toLowerCase(Locale.ROOT);
    }
}
