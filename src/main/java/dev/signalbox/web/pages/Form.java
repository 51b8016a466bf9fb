package dev.signalbox.web.pages;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A posted form, {@code application/x-www-form-urlencoded} in UTF-8. */
public record Form(Map<String, List<String>> values) {
    private static final String FIELD = "f:";

    /** @throws IllegalArgumentException when a percent sign is not followed by two digits, or it holds a NUL, which no text may */
    public static Form of(byte[] body) {
        var values = new LinkedHashMap<String, List<String>>();
        for (String pair : new String(body, StandardCharsets.UTF_8).split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                values.computeIfAbsent(decoded(pair.substring(0, equals)), name -> new ArrayList<>())
                        .add(decoded(pair.substring(equals + 1)));
            }
        }
        return new Form(values);
    }

    private static String decoded(String text) {
        var decoded = URLDecoder.decode(text, StandardCharsets.UTF_8);
        if (decoded.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a NUL");
        }
        return decoded;
    }

    /** A value, or empty when it was not sent. */
    public String get(String name) {
        var all = values.get(name);
        return all == null ? "" : all.get(0);
    }

    /** The text of the item's fields, by path. */
    public Map<String, String> fields() {
        var fields = new HashMap<String, String>();
        values.forEach((name, all) -> {
            if (name.startsWith(FIELD)) {
                fields.put(name.substring(FIELD.length()), all.get(0));
            }
        });
        return fields;
    }

    /** Paths of list elements to take out. */
    public Set<String> removed() {
        return Set.copyOf(values.getOrDefault("remove", List.of()));
    }

    /** Everything but one field, to be sent along with another form. */
    public List<Map.Entry<String, String>> without(String name) {
        var rest = new ArrayList<Map.Entry<String, String>>();
        values.forEach((key, all) -> {
            if (!key.equals(name)) {
                all.forEach(value -> rest.add(Map.entry(key, value)));
            }
        });
        return rest;
    }
}
