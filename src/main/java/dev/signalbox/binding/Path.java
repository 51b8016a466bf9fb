package dev.signalbox.binding;

import org.jspecify.annotations.Nullable;

/** Where a value stands, as in {@code lines[2].amount}: written out only when there is something to say about it. */
record Path(@Nullable Path parent, String name, int index) {
    static final Path ROOT = new Path(null, "", -1);

    Path field(String field) {
        return new Path(this, field, -1);
    }

    Path element(int element) {
        return new Path(this, "", element);
    }

    @Override
    public String toString() {
        if (parent == null) {
            return "";
        }
        var before = parent.toString();
        if (index >= 0) {
            return before + "[" + index + "]";
        }
        return before.isEmpty() ? name : before + "." + name;
    }
}
