package dev.signalbox.decision;

import dev.signalbox.item.ItemType;
import dev.signalbox.item.Problem;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A type declared in a pack's DRL: how its facts are made from plain values.
 *
 * @param constructor takes nothing, gives Object
 */
record FactShape(ItemType type, Class<?> java, MethodHandle constructor, List<Slot> slots) {

    Object make() {
        try {
            return (Object) constructor.invokeExact();
        } catch (Throwable e) {
            throw new IllegalStateException("Expected to make a " + type.name() + ", but " + e, e);
        }
    }

    /**
     * A fact with the values.
     *
     * @param prefix of the paths in problems: empty, or such as {@code lines[2].}
     */
    Object make(Map<String, Object> values, String prefix, List<Problem> problems) {
        Object fact = make();
        // By index: this runs for every item, and an iterator for each shows in the profile.
        for (int i = 0; i < slots.size(); i++) {
            Slot slot = slots.get(i);
            Object value = values.get(slot.name());
            if (value != null) {
                slot.fill(fact, value, prefix, problems);
            }
        }
        return fact;
    }

    @Nullable
    Slot slot(String name) {
        for (Slot slot : slots) {
            if (slot.name().equals(name)) {
                return slot;
            }
        }
        return null;
    }
}
