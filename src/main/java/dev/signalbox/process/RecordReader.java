package dev.signalbox.process;

import dev.signalbox.process.Routes.Stage;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads YAML into records: a key for each component, {@code on-failure} for {@code onFailure}. Unknown, missing and
 * repeated keys and values of another kind are faults; a stand-in takes the place of each, so that one reading finds all
 * and a record never holds a null that its component does not allow.
 */
final class RecordReader {
    /** Entries of one mapping or list. Every name is compared with others, so that more would take minutes. */
    static final int MOST = 1_000;

    private final YamlSource source;

    RecordReader(YamlSource source) {
        this.source = source;
    }

    <T extends Record> T read(Class<T> type, Node root) {
        source.place(YamlPath.ROOT, root, root);
        return type.cast(record(type, root, YamlPath.ROOT));
    }

    /** The key of a component. */
    static String key(String component) {
        return component.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    /** Whether a component may be null, which is what it is when its key is left out. */
    static boolean isNullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private Object value(Type type, Node node, YamlPath at) {
        if (type instanceof ParameterizedType generic) {
            Type[] of = generic.getActualTypeArguments();
            return generic.getRawType() == List.class ? list(of[0], node, at) : map(of[1], node, at);
        }
        var plain = (Class<?>) type;
        if (plain == Stage.class) {
            return stage(node, at);
        }
        if (plain == Due.class) {
            return due(node, at);
        }
        if (plain == KeyDefinition.class && !(node instanceof MappingNode)) {
            return KeyDefinition.of(list(String.class, node, at).stream()
                    .map(String.class::cast)
                    .toList());
        }
        return plain.isRecord() && !Scalar.isOne(plain) ? record(plain, node, at) : scalar(Scalar.of(plain), node, at);
    }

    private Object record(Class<?> type, Node node, YamlPath at) {
        RecordComponent[] components = type.getRecordComponents();
        List<String> keys = Arrays.stream(components).map(c -> key(c.getName())).toList();
        Map<String, Node> entries = entries(node, at);
        entries.keySet().stream().filter(key -> !keys.contains(key)).forEach(key -> unknown(key, keys, entries, at));
        var values = Arrays.stream(components)
                .map(c -> component(c, entries.get(key(c.getName())), at.key(key(c.getName()))))
                .toArray();
        var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Expected a constructor that takes any values in " + type, e);
        }
    }

    private @Nullable Object component(RecordComponent component, @Nullable Node node, YamlPath at) {
        if (node != null) {
            return value(component.getGenericType(), node, at);
        }
        Default otherwise = component.getAnnotation(Default.class);
        if (otherwise != null) {
            return value(component.getGenericType(), YamlTree.parse(otherwise.value()), at);
        }
        if (isNullable(component)) {
            return null;
        }
        source.fault(at, "Expected '" + at + "', but it is missing");
        return standIn(component.getGenericType(), at);
    }

    private void unknown(String key, List<String> keys, Map<String, Node> entries, YamlPath at) {
        String[] parts = key.split(":", 2);
        if (parts.length == 2 && keys.contains(parts[0]) && !entries.containsKey(parts[0])) {
            source.fault(
                    at.key(parts[0]),
                    source.nearest(at.key(key)),
                    "Expected a blank after the colon, but there is none",
                    "write " + parts[0] + ": " + parts[1]);
            return;
        }
        String where = at.isRoot() ? "" : " in '" + at + "'";
        String message = "Expected one of " + String.join(", ", keys) + where + ", but found '" + key + "'";
        // A mistyped key is a fault of the key that was meant, which is then not reported as missing.
        String meant = Suggestion.of(key, keys)
                .filter(word -> !entries.containsKey(word))
                .orElse(key);
        source.fault(at.key(meant), source.nearest(at.key(key)), message, Suggestion.question(key, keys));
    }

    /** The entries of a mapping in the order written; none when it is something else, which is a fault. */
    private Map<String, Node> entries(Node node, YamlPath at) {
        if (!(node instanceof MappingNode mapping)) {
            source.expected(at, "a mapping of keys to values");
            return Map.of();
        }
        if (mapping.getValue().size() > MOST) {
            tooMany(
                    at,
                    mapping.getValue().get(MOST).getKeyNode(),
                    mapping.getValue().size());
            return Map.of();
        }
        var entries = new LinkedHashMap<String, Node>();
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                source.fault(
                        at.key("?"), tuple.getKeyNode(), "Expected a word as a key, but found something else", null);
                continue;
            }
            YamlPath below = at.key(key.getValue());
            source.place(below, key, tuple.getValueNode());
            if (entries.putIfAbsent(key.getValue(), tuple.getValueNode()) != null) {
                source.fault(below, key, "Expected '" + below + "' once, but it is written again", null);
            }
        }
        return entries;
    }

    private List<Object> list(Type type, Node node, YamlPath at) {
        if (!(node instanceof SequenceNode sequence)) {
            source.expected(at, "a list", node instanceof ScalarNode scalar ? "write " + listOf(scalar) : null);
            return List.of();
        }
        if (sequence.getValue().size() > MOST) {
            tooMany(at, sequence.getValue().get(MOST), sequence.getValue().size());
            return List.of();
        }
        var values = new ArrayList<>();
        for (Node entry : sequence.getValue()) {
            YamlPath below = at.index(values.size());
            source.place(below, entry, entry);
            values.add(value(type, entry, below));
        }
        return List.copyOf(values);
    }

    /** What was written without brackets, with them. */
    private static String listOf(ScalarNode scalar) {
        boolean isNothing =
                scalar.getTag().equals(Tag.NULL) || scalar.getValue().matches("(?i)none|nothing|no|-|\\s*");
        return "[" + (isNothing ? "" : scalar.getValue().strip()) + "]";
    }

    private void tooMany(YamlPath at, Node first, int size) {
        source.fault(
                at,
                first,
                "Expected at most " + MOST + " entries in '" + at + "', but there are " + size,
                "this is the first that is too many");
    }

    private Map<String, Object> map(Type type, Node node, YamlPath at) {
        if (node instanceof SequenceNode list && !list.getValue().isEmpty() && type instanceof ParameterizedType) {
            boolean words = list.getValue().stream().allMatch(ScalarNode.class::isInstance);
            String help = list.getValue().stream()
                    .map(entry -> entry instanceof ScalarNode word ? word.getValue() + ": []" : "")
                    .limit(10)
                    .collect(Collectors.joining(", ", "write { ", " }"));
            source.expected(at, "a mapping of keys to values", words ? help : null);
            return Map.of();
        }
        return entries(node, at).entrySet().stream()
                .collect(Collectors.collectingAndThen(
                        Collectors.toMap(
                                Map.Entry::getKey,
                                e -> value(type, e.getValue(), at.key(e.getKey())),
                                (a, b) -> a,
                                LinkedHashMap::new),
                        Collections::unmodifiableMap));
    }

    private Object scalar(Scalar kind, Node node, YamlPath at) {
        Object value = node instanceof ScalarNode scalar ? kind.parse().apply(scalar) : null;
        if (value instanceof Address.Unusable unusable) {
            // What stands there may hold a password: it is not repeated as other values are.
            source.fault(
                    at,
                    source.nearest(at),
                    "Expected '" + at + "' to be " + kind.expected() + ", but " + unusable.getMessage(),
                    unusable.cure);
            return kind.standIn();
        }
        if (value != null) {
            return value;
        }
        boolean quotes = kind.equals(Scalar.TEXT) && node instanceof ScalarNode scalar && Scalar.needsQuotes(scalar);
        boolean remark = node.getTag().equals(Tag.NULL) && source.isFollowedByRemark(node);
        String help = remark ? "a # begins a remark: put a text with one in quotes" : null;
        source.expected(at, kind.expected(), quotes ? "put it in quotes" : help);
        return kind.standIn();
    }

    /** A time, or times by the value of a field. */
    private Due due(Node node, YamlPath at) {
        if (!(node instanceof MappingNode)) {
            return Due.always(time(node, at));
        }
        Map<String, Node> entries = entries(node, at);
        List<String> keys = List.of(Due.DEFAULT, Due.BY);
        entries.keySet().stream().filter(key -> !keys.contains(key)).forEach(key -> unknown(key, keys, entries, at));
        Duration usual = time(required(entries, Due.DEFAULT, at), at.key(Due.DEFAULT));
        Node by = required(entries, Due.BY, at);
        if (by == null) {
            return Due.always(usual);
        }
        YamlPath below = at.key(Due.BY);
        Map<String, Node> values = entries(by, below);
        Node named = required(values, Due.FIELD, below);
        String field = named == null ? "" : (String) scalar(Scalar.TEXT, named, below.key(Due.FIELD));
        var times = new LinkedHashMap<String, Duration>();
        values.forEach((value, time) -> {
            if (!value.equals(Due.FIELD)) {
                times.put(value, time(time, below.key(value)));
            }
        });
        return new Due(usual, field, Collections.unmodifiableMap(times));
    }

    private @Nullable Node required(Map<String, Node> entries, String key, YamlPath at) {
        Node node = entries.get(key);
        if (node == null) {
            source.fault(at.key(key), "Expected '" + at.key(key) + "', but it is missing");
        }
        return node;
    }

    private Duration time(@Nullable Node node, YamlPath at) {
        if (node == null) {
            return Duration.ZERO;
        }
        var time = (Duration) scalar(Scalar.of(Duration.class), node, at);
        if (time.isZero() && !source.isFaulty(at)) {
            source.expected(at, Words.POSITIVE);
        }
        return time;
    }

    /** {@code carry-out}, {@code review: queue} or the name of a step. */
    private Stage stage(Node node, YamlPath at) {
        if (node instanceof ScalarNode scalar) {
            var name = (String) scalar(Scalar.TEXT, scalar, at);
            if (name.matches("review[: ].+")) {
                String queue = name.substring(Stage.REVIEW.length() + 1).strip();
                source.fault(
                        at,
                        source.nearest(at),
                        "Expected review, a colon, a blank and a queue in '" + at.parent() + "', but found '" + name
                                + "'",
                        "write review: " + queue);
                return Stage.review("");
            }
            if (name.equals(Stage.REVIEW)) {
                source.fault(at, "Expected 'review: ' and a queue in '" + at.parent() + "', but no queue is named");
            }
            return new Stage(name, null);
        }
        Map<String, Node> entries = entries(node, at);
        Node queue = entries.get(Stage.REVIEW);
        if (queue == null || entries.size() > 1) {
            source.fault(
                    at,
                    "Expected carry-out, review: and a queue, or the name of a step in '" + at.parent()
                            + "', but found '" + String.join("', '", entries.keySet()) + "'");
            return new Stage("", null);
        }
        return Stage.review((String) scalar(Scalar.TEXT, queue, at.key(Stage.REVIEW)));
    }

    /** Something of the type to go on with; what it lacks lies inside the fault and is not reported. */
    private Object standIn(Type type, YamlPath at) {
        if (type instanceof Class<?> plain && !plain.isRecord()) {
            return Scalar.of(plain).standIn();
        }
        boolean isList = type instanceof ParameterizedType generic && generic.getRawType() == List.class;
        return value(type, YamlTree.parse(isList ? "[]" : "{}"), at);
    }
}
