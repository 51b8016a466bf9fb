package dev.signalbox.web.pages;

import dev.signalbox.item.ItemType.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An item laid out by field, in the order its type declares them.
 *
 * @param extras what was sent besides, which the type does not know
 * @param problems faults of the item as a whole, or of fields that are not shown
 */
public record Sheet(List<Part> parts, List<Value> extras, List<String> problems) {

    /** A name that can stand in an {@code id} attribute: where a link from a problem to its field leads. */
    static String id(String path) {
        return "f-" + path.replaceAll("[^A-Za-z0-9]+", "-");
    }

    /** A field, by what it holds. */
    public sealed interface Part permits Value, Group, Table {}

    /**
     * A field with one value.
     *
     * @param path as in {@code lines[2].amount}; names the input of a form
     * @param text the value as shown and edited; empty when there is none
     * @param came what is stored, when {@code text} is what somebody typed over it
     * @param list whether it is a list or object without a declared shape, shown as JSON and not edited
     * @param filled whether a rule filled it in
     */
    public record Value(
            String path,
            String label,
            String text,
            @Nullable String came,
            Kind kind,
            boolean list,
            boolean filled,
            List<String> problems)
            implements Part {

        /** Digits that are compared down a column. */
        public boolean numeric() {
            return kind == Kind.DECIMAL || kind == Kind.INTEGER;
        }

        public boolean multiline() {
            return text.length() > 90 || text.indexOf('\n') >= 0;
        }

        public boolean editable() {
            return !list && kind != Kind.OBJECT;
        }

        /** What to type, where that is not plain. */
        public String hint() {
            return switch (kind) {
                case DATE -> "YYYY-MM-DD";
                case DATE_TIME -> "YYYY-MM-DDThh:mm:ss";
                case INSTANT -> "YYYY-MM-DDThh:mm:ssZ";
                default -> "";
            };
        }

        public String inputMode() {
            return kind == Kind.DECIMAL ? "decimal" : kind == Kind.INTEGER ? "numeric" : "text";
        }

        public String id() {
            return Sheet.id(path);
        }
    }

    /** A nested object. */
    public record Group(String path, String label, List<Part> parts, List<String> problems) implements Part {
        public String id() {
            return Sheet.id(path);
        }
    }

    /**
     * A list, a row for each element; of a long one some at a time.
     *
     * @param blank an empty row to add an element with
     * @param all how many elements there are
     * @param more where others of them are shown; null when all are here
     */
    public record Table(
            String path,
            String label,
            List<Column> columns,
            List<Row> rows,
            Row blank,
            List<String> problems,
            int all,
            @Nullable String more)
            implements Part {
        public String id() {
            return Sheet.id(path);
        }
    }

    /** One column of a list. */
    public record Column(String label, boolean numeric) {}

    /**
     * One element of a list.
     *
     * @param removed whether it is marked to be taken out
     */
    public record Row(String path, int number, List<Value> cells, List<String> problems, boolean removed) {
        public String id() {
            return Sheet.id(path);
        }
    }
}
