package dev.signalbox.binding;

import com.fasterxml.jackson.core.io.SerializedString;
import dev.signalbox.item.ItemType;
import dev.signalbox.item.ItemType.Field;
import dev.signalbox.item.ItemType.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An item type made ready for binding: its fields by place and by name. */
final class Shape {
    private static final int NEAR = 2;
    private static final int LONGEST_NAME = 64;

    final ItemType type;
    final List<Slot> slots;
    /** The same, in the order of their names. */
    final List<Slot> sorted;

    private final Map<String, Slot> byName = new HashMap<>();

    /** A field and its place among the others. */
    record Slot(
            int place,
            Field field,
            SerializedString name,
            @Nullable Shape nested) {
        Kind kind() {
            return field.kind();
        }

        /** As in "expected a decimal number". */
        String words() {
            return field.list() ? "a list" : field.kind().words;
        }
    }

    Shape(ItemType type) {
        this.type = type;
        var all = new ArrayList<Slot>();
        for (var field : type.fields().values()) {
            var nested = field.nested() == null ? null : new Shape(field.nested());
            var slot = new Slot(all.size(), field, new SerializedString(field.name()), nested);
            all.add(slot);
            byName.put(field.name(), slot);
        }
        this.slots = List.copyOf(all);
        this.sorted = all.stream()
                .sorted(Comparator.comparing(slot -> slot.field().name()))
                .toList();
    }

    @Nullable
    Slot slot(String name) {
        return byName.get(name);
    }

    /** What to say of a field the type does not have, with the name that was perhaps meant. */
    String unknown(String name) {
        var message = "is not a field of " + type.name();
        if (name.length() > LONGEST_NAME) {
            return message;
        }
        var plain = plain(name);
        for (var slot : slots) {
            var known = slot.field().name();
            int near = Math.min(NEAR, known.length() / 3);
            if (plain.equals(plain(known)) || distance(name, known) <= near) {
                return message + "; did you mean '" + known + "'?";
            }
        }
        return message;
    }

    /** So that {@code claim_number}, {@code Claim-Number} and {@code claimNumber} are one. */
    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT)
                .replace("_", "")
                .replace("-", "")
                .replace(".", "")
                .replace(" ", "");
    }

    /** Levenshtein's distance: how many letters must be added, dropped or changed. */
    private static int distance(String a, String b) {
        if (Math.abs(a.length() - b.length()) > NEAR) {
            return Integer.MAX_VALUE;
        }
        var above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            var row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, 1 + Math.min(above[j], row[j - 1]));
            }
            above = row;
        }
        return above[b.length()];
    }
}
