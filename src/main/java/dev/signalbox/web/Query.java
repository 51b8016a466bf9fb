package dev.signalbox.web;

import dev.signalbox.item.Ids;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parameters behind the question mark, each checked: a parameter nobody knows is a typing error, not to be passed over. */
final class Query {
    static final int MOST = 200;
    private static final int USUAL = 50;

    private final MultiMap parameters;

    /** @throws Refusal when there is a parameter of another name, or one twice */
    Query(RoutingContext context, String... names) {
        this(context, null, names);
    }

    /** @param repeated the name of a parameter that may be there more often, or null */
    Query(RoutingContext context, @Nullable String repeated, String[] names) {
        parameters = context.queryParams();
        var known = List.of(names);
        for (String name : parameters.names()) {
            if (name.equals(repeated)) {
                continue;
            }
            if (!known.contains(name)) {
                throw Refusal.parameter("Expected only the parameters " + String.join(", ", names) + ", but there is '"
                        + Words.shown(name) + "'");
            }
            if (parameters.getAll(name).size() > 1) {
                throw Refusal.parameter("Expected the parameter " + name + " once, but it is there more often");
            }
        }
    }

    /** The value as it came, or null when it is not there or empty. */
    @Nullable
    String text(String name) {
        String value = parameters.get(name);
        return value == null || value.isEmpty() ? null : value;
    }

    /** @throws Refusal when there are others among the parameters, which would be passed over */
    void requireOnly(String... names) {
        for (String name : parameters.names()) {
            if (!List.of(names).contains(name)) {
                throw Refusal.parameter("Expected only " + String.join(" and ", names) + " together, but there is '"
                        + Words.shown(name) + "' too");
            }
        }
    }

    /** The values of a parameter that may be there more often, in their order. */
    List<String> texts(String name) {
        return parameters.getAll(name);
    }

    <E extends Enum<E>> @Nullable E oneOf(String name, Class<E> type) {
        String value = text(name);
        if (value == null) {
            return null;
        }
        for (var constant : type.getEnumConstants()) {
            if (constant.name().equals(value)) {
                return constant;
            }
        }
        throw wrong(name, "one of " + Arrays.toString(type.getEnumConstants()), value);
    }

    @Nullable
    Long itemId(String name) {
        String value = text(name);
        if (value == null) {
            return null;
        }
        long id = Ids.parse(value);
        if (id < 0) {
            throw wrong(name, "the id of an item", value);
        }
        return id;
    }

    /** How many a page holds. */
    int limit() {
        String value = text("limit");
        if (value == null) {
            return USUAL;
        }
        try {
            int limit = Integer.parseInt(value);
            if (limit >= 1 && limit <= MOST) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw wrong("limit", "a whole number from 1 to " + MOST, value);
    }

    private static Refusal wrong(String name, String expected, String value) {
        return Refusal.parameter(
                "Expected " + expected + " as the parameter " + name + ", but was '" + Words.shown(value) + "'");
    }
}
