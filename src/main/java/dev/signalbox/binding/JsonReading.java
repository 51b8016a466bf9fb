package dev.signalbox.binding;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.signalbox.binding.Draft.Unbound;
import dev.signalbox.binding.Shape.Slot;
import dev.signalbox.item.ItemType.Kind;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One body being read into a {@link Draft}, token by token: only what the type does not describe becomes a tree. */
final class JsonReading {
    /** Marks a field that came as null, so that it cannot come twice. */
    private static final Object NULL = new Object();

    /** In all lists of an item together: rules and constraints look at each of them. */
    static final int MOST_ELEMENTS = 10_000;

    private final JsonParser in;
    private final boolean escapes;
    private int elements;
    final Findings problems = new Findings();
    final Findings warnings = new Findings();

    /** @param escapes whether the body holds a backslash; without one it cannot hold half a character or a NUL */
    JsonReading(JsonParser in, boolean escapes) {
        this.in = in;
        this.escapes = escapes;
    }

    Draft item(Shape shape) throws IOException, MalformedBody {
        StrictJson.begin(in);
        var item = object(shape, Path.ROOT);
        StrictJson.end(in);
        return item;
    }

    private Draft object(Shape shape, Path at) throws IOException, MalformedBody {
        var draft = new Draft(shape);
        for (var name = name(); name != null; name = name()) {
            var slot = shape.slot(name);
            if (slot == null ? draft.unknown().containsKey(name) : draft.values[slot.place()] != null) {
                throw twice(name);
            }
            in.nextToken();
            if (slot != null) {
                draft.values[slot.place()] = value(slot, at);
                continue;
            }
            var tree = tree();
            draft.putUnknown(name, tree);
            if (warnings.takesAnother()) {
                warnings.add(at.field(name), shape.unknown(name), JsonTree.text(tree));
            }
        }
        for (int i = 0; i < draft.values.length; i++) {
            if (draft.values[i] == NULL) {
                draft.values[i] = null;
            }
        }
        return draft;
    }

    private Object value(Slot slot, Path at) throws IOException, MalformedBody {
        if (in.currentToken() == JsonToken.VALUE_NULL) {
            return NULL;
        }
        if (!slot.field().list()) {
            return element(slot, at, -1);
        }
        if (in.currentToken() != JsonToken.START_ARRAY) {
            return unbound("a list", at.field(slot.field().name()));
        }
        var list = new ArrayList<Object>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            list.add(element(slot, at, list.size()));
        }
        elements += list.size();
        return elements > MOST_ELEMENTS ? tooLong(list, at.field(slot.field().name())) : list;
    }

    private Object tooLong(List<Object> list, Path at) {
        if (problems.takesAnother()) {
            problems.add(
                    at,
                    "expected at most " + MOST_ELEMENTS + " elements in all lists of an item, but there are " + elements
                            + " with these: send it in parts",
                    list.size() + " elements");
        }
        return new Draft.TooLong(list);
    }

    private Object element(Slot slot, Path at, int index) throws IOException, MalformedBody {
        var kind = slot.kind();
        var token = in.currentToken();
        if (slot.nested() != null) {
            return token == JsonToken.START_OBJECT
                    ? object(slot.nested(), path(slot, at, index))
                    : unbound(kind.words, path(slot, at, index));
        }
        Object value = switch (token) {
            case VALUE_STRING -> PlainText.read(kind, text());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(kind);
            case VALUE_TRUE -> kind == Kind.BOOLEAN ? Boolean.TRUE : null;
            case VALUE_FALSE -> kind == Kind.BOOLEAN ? Boolean.FALSE : null;
            default -> null;
        };
        if (value != null) {
            return value;
        }
        var words = token.isScalarValue() ? PlainText.words(kind, in.getText()) : kind.words;
        return unbound(words, path(slot, at, index));
    }

    private static Path path(Slot slot, Path at, int index) {
        var field = at.field(slot.field().name());
        return index < 0 ? field : field.element(index);
    }

    private @Nullable Object number(Kind kind) throws IOException {
        if (kind == Kind.INTEGER
                && in.currentToken() == JsonToken.VALUE_NUMBER_INT
                && in.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
            return in.getLongValue();
        }
        if (kind != Kind.DECIMAL && kind != Kind.INTEGER) {
            return null;
        }
        BigDecimal decimal;
        try {
            decimal = PlainText.bounded(new BigDecimal(in.getTextCharacters(), in.getTextOffset(), in.getTextLength()));
        } catch (NumberFormatException e) {
            return null; // an exponent beyond an int
        }
        return decimal == null || kind == Kind.DECIMAL ? decimal : PlainText.integer(decimal);
    }

    private Unbound unbound(String words, Path at) throws IOException, MalformedBody {
        var tree = tree();
        if (problems.takesAnother()) {
            problems.add(at, "expected " + words + ", but was " + JsonTree.described(tree), JsonTree.text(tree));
        }
        return new Unbound(tree);
    }

    private Object tree() throws IOException, MalformedBody {
        switch (in.currentToken()) {
            case START_OBJECT -> {
                var map = new TreeMap<String, Object>();
                for (var name = name(); name != null; name = name()) {
                    in.nextToken();
                    if (map.put(name, tree()) != null) {
                        throw twice(name);
                    }
                }
                return map;
            }
            case START_ARRAY -> {
                var list = new ArrayList<Object>();
                while (in.nextToken() != JsonToken.END_ARRAY) {
                    list.add(tree());
                }
                return list;
            }
            case VALUE_STRING -> {
                return text();
            }
            case VALUE_TRUE -> {
                return true;
            }
            case VALUE_FALSE -> {
                return false;
            }
            case VALUE_NULL -> {
                return JsonTree.NULL;
            }
            default -> {
                return new JsonTree.Literal(in.getText());
            }
        }
    }

    private @Nullable String name() throws IOException, MalformedBody {
        var name = in.nextFieldName();
        return name == null ? null : whole(name);
    }

    private String text() throws IOException, MalformedBody {
        return whole(in.getText());
    }

    /** Refuses what no store can keep as text: NUL, and half a surrogate pair. Only an escape can bring these. */
    private String whole(String text) throws MalformedBody {
        if (escapes) {
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c == 0) {
                    throw new MalformedBody("Expected text without NUL, but there is one near " + place());
                }
                if (Character.isSurrogate(c)) {
                    if (!Character.isSurrogatePair(c, i + 1 < text.length() ? text.charAt(i + 1) : 0)) {
                        throw new MalformedBody(
                                "Expected whole characters, but there is half a surrogate pair near " + place());
                    }
                    i++;
                }
            }
        }
        return text;
    }

    private MalformedBody twice(String name) {
        return new MalformedBody(
                "Expected each name once in an object, but " + Findings.quoted(name) + " is there again at " + place());
    }

    private String place() {
        return StrictJson.place(in.currentTokenLocation());
    }
}
