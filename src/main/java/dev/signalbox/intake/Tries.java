package dev.signalbox.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.item.Decision;
import dev.signalbox.item.ItemType;
import dev.signalbox.item.ItemType.Kind;
import dev.signalbox.item.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The changes to one field that are worth trying: what rules and tables compare it with, what a rule saw beside it, sums,
 * differences and products of the amounts around it, and no value at all.
 */
final class Tries {
    private static final int MOST_OF_A_FIELD = 80;
    private static final int MOST = 2_000;
    private static final BigDecimal CENT = new BigDecimal("0.01");

    /**
     * A change to one field.
     *
     * @param path names and indices
     * @param to the value as JSON, or null to take it away
     * @param cost how large the change is: of numbers and dates by how far they move, then what is filled in, then other
     *     words, then what is taken away
     */
    record Try(
            String field,
            List<Object> path,
            @Nullable JsonNode from,
            @Nullable JsonNode to,
            double cost) {
        ObjectNode in(ObjectNode item) {
            ObjectNode copy = item.deepCopy();
            JsonNode at = copy;
            for (Object part : path.subList(0, path.size() - 1)) {
                at = part instanceof Integer index ? at.path(index) : at.path((String) part);
            }
            if (at instanceof ObjectNode object) {
                String name = (String) path.get(path.size() - 1);
                if (to == null) {
                    object.remove(name);
                } else {
                    object.set(name, to);
                }
            }
            return copy;
        }
    }

    private final Map<String, List<String>> levers;
    private final Set<String> seen = new LinkedHashSet<>();
    private final Set<BigDecimal> sums = new LinkedHashSet<>();
    private final List<Try> tries = new ArrayList<>();

    private Tries(Map<String, List<String>> levers, Decision decision) {
        this.levers = levers;
        decision.rules().forEach(rule -> rule.values().values().forEach(value -> seen.add(String.valueOf(value))));
    }

    /** Smallest first. */
    static List<Try> of(ObjectNode item, ItemType type, Map<String, List<String>> levers, Decision decision) {
        var tries = new Tries(levers, decision);
        tries.sums(item, type);
        tries.object(item, type, "", "", List.of());
        tries.tries.sort(Comparator.comparingDouble(Try::cost));
        return tries.tries.subList(0, Math.min(MOST, tries.tries.size()));
    }

    private void sums(ObjectNode object, ItemType type) {
        var amounts = new ArrayList<BigDecimal>();
        var totals = new LinkedHashMap<String, BigDecimal>();
        type.fields().forEach((name, field) -> {
            JsonNode value = object.path(name);
            if (field.nested() == null && value.isNumber()) {
                amounts.add(value.decimalValue());
            } else if (field.nested() != null && value instanceof ArrayNode list) {
                for (JsonNode element : list) {
                    element.properties().forEach(inner -> {
                        if (inner.getValue().isNumber()) {
                            totals.merge(inner.getKey(), inner.getValue().decimalValue(), BigDecimal::add);
                        }
                    });
                    if (element instanceof ObjectNode one) {
                        sums(one, field.nested());
                    }
                }
            }
        });
        sums.addAll(totals.values());
        for (BigDecimal one : amounts) {
            sums.add(one);
            for (BigDecimal other : amounts) {
                sums.add(one.add(other));
                sums.add(one.subtract(other));
                sums.add(one.multiply(other).setScale(2, RoundingMode.HALF_UP));
            }
        }
    }

    private void object(ObjectNode object, ItemType type, String prefix, String lever, List<Object> path) {
        type.fields().forEach((name, field) -> {
            JsonNode value = object.get(name);
            if (field.nested() != null && field.list() && value instanceof ArrayNode list) {
                for (int i = 0; i < list.size(); i++) {
                    if (list.get(i) instanceof ObjectNode one) {
                        object(
                                one,
                                field.nested(),
                                prefix + name + "[" + i + "].",
                                lever + name + "[].",
                                plus(plus(path, name), i));
                    }
                }
            } else if (field.nested() != null && value instanceof ObjectNode one) {
                object(one, field.nested(), prefix + name + ".", lever + name + ".", plus(path, name));
            } else if (field.nested() == null && !field.list()) {
                field(field, value, prefix + name, lever + name, plus(path, name));
            }
        });
    }

    private static List<Object> plus(List<Object> path, Object part) {
        var longer = new ArrayList<>(path);
        longer.add(part);
        return longer;
    }

    private void field(ItemType.Field field, @Nullable JsonNode from, String name, String lever, List<Object> path) {
        if (!levers.containsKey(lever) && field.kind() == Kind.TEXT) {
            return;
        }
        var values = new LinkedHashSet<JsonNode>();
        if (field.kind() == Kind.BOOLEAN) {
            values.add(Json.MAPPER.valueToTree(true));
            values.add(Json.MAPPER.valueToTree(false));
        }
        Stream.concat(levers.getOrDefault(lever, List.of()).stream(), seen.stream())
                .forEach(text -> near(text, field.kind()).forEach(value -> values.add(Json.MAPPER.valueToTree(value))));
        if (field.kind() == Kind.DECIMAL) {
            sums.forEach(sum -> values.add(Json.MAPPER.valueToTree(sum)));
        }
        var some = new ArrayList<Try>();
        for (JsonNode to : values) {
            if (!to.equals(from)) {
                some.add(new Try(name, path, from, to, cost(from, to)));
            }
        }
        some.sort(Comparator.comparingDouble(Try::cost));
        tries.addAll(some.subList(0, Math.min(MOST_OF_A_FIELD, some.size())));
        if (from != null) {
            tries.add(new Try(name, path, from, null, 3));
        }
    }

    /** A text read as a value of the kind, and its neighbours; nothing when it is none. */
    private static List<Object> near(String text, Kind kind) {
        try {
            return switch (kind) {
                case TEXT -> List.of(text);
                case DECIMAL -> {
                    var number = new BigDecimal(text);
                    yield List.of(number, number.subtract(CENT), number.add(CENT));
                }
                case INTEGER -> {
                    long number = Long.parseLong(text);
                    yield List.of(number, number - 1, number + 1);
                }
                case DATE -> {
                    var day = LocalDate.parse(text);
                    yield List.of(day, day.minusDays(1), day.plusDays(1));
                }
                case DATE_TIME, INSTANT, BOOLEAN, OBJECT -> List.of();
            };
        } catch (NumberFormatException | DateTimeParseException e) {
            return List.of();
        }
    }

    private static double cost(@Nullable JsonNode from, JsonNode to) {
        if (from == null) {
            return 1.5;
        }
        if (from.isNumber() && to.isNumber()) {
            double old = from.doubleValue();
            double moved = Math.abs(to.doubleValue() - old) / (Math.abs(old) + 1);
            return moved / (1 + moved);
        }
        try {
            long days = Math.abs(LocalDate.parse(from.asText()).toEpochDay()
                    - LocalDate.parse(to.asText()).toEpochDay());
            return days / (365.0 + days);
        } catch (DateTimeParseException e) {
            return 2;
        }
    }
}
