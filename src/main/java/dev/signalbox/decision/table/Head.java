package dev.signalbox.decision.table;

import dev.signalbox.decision.table.Column.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One {@code RuleTable} of a sheet. Below it stand, each in a row: the kinds of the columns, what they look at, their
 * conditions and actions, headings that only people read, and then a rule a row until a row is empty.
 */
final class Head {
    private static final String TAG = "ruletable";
    private static final int KINDS = 1;
    private static final int OBJECTS = 2;
    private static final int CODE = 3;
    private static final int HEADINGS = 4;
    private static final int RULES = 5;

    private final Grid grid;
    private final Cell at;
    private final Map<Integer, Column> columns = new TreeMap<>();

    private Head(Grid grid, Cell at) {
        this.grid = grid;
        this.at = at;
        for (int column = at.column(); column <= grid.lastColumn(); column++) {
            @Nullable Kind kind = Kind.of(grid.text(row(KINDS), column)).orElse(null);
            if (kind != null) {
                columns.put(
                        column,
                        new Column(column, kind, grid.spanText(row(OBJECTS), column), grid.text(row(CODE), column)));
            }
        }
    }

    static boolean anyIn(Grid grid) {
        return !all(grid).isEmpty();
    }

    static List<Head> all(Grid grid) {
        var heads = new ArrayList<Head>();
        for (int row = 1; row <= grid.lastRow(); row++) {
            for (int column = 1; column <= grid.lastColumn(); column++) {
                if (grid.text(row, column).toLowerCase(Locale.ROOT).startsWith(TAG)) {
                    var head = new Head(grid, new Cell(row, column));
                    heads.add(head);
                    row = head.lastRow();
                    break;
                }
            }
        }
        return heads;
    }

    private int row(int below) {
        return at.row() + below;
    }

    int firstRow() {
        return at.row();
    }

    int firstRule() {
        return row(RULES);
    }

    int codeRow() {
        return row(CODE);
    }

    boolean isObjectRow(int row) {
        return row == row(OBJECTS);
    }

    /** The row of the last rule. */
    int lastRow() {
        int row = firstRule();
        while (grid.isFilled(row, at.column())) {
            row++;
        }
        return row - 1;
    }

    Map<Integer, Column> columns() {
        return columns;
    }

    void check(List<TableFault> faults) {
        int before = faults.size();
        checkKinds(faults);
        if (faults.size() > before) {
            // What the rows lack follows from it.
            return;
        }
        if (lastRow() < firstRule()) {
            faults.add(new TableFault(
                    new Cell(firstRule(), 0), "Expected a rule in the fifth row below RuleTable, but it is empty"));
        }
        for (Column column : columns.values()) {
            if (column.isCode()) {
                checkColumn(column, faults);
            }
        }
        for (int row = firstRule(); row <= lastRow(); row++) {
            checkRow(row, faults);
        }
    }

    private void checkKinds(List<TableFault> faults) {
        boolean named = false;
        for (int column = at.column(); column <= grid.lastColumn(); column++) {
            var cell = new Cell(row(KINDS), column);
            String text = grid.text(cell.row(), column);
            Column found = columns.get(column);
            if (found == null && !text.isEmpty()) {
                faults.add(new TableFault(
                        cell, "Expected NAME, DESCRIPTION, CONDITION or ACTION, but it was '" + text + "'"));
            } else if (found != null && found.kind() == Kind.NAME) {
                if (named) {
                    faults.add(new TableFault(cell, "Expected one column of names, but this is another"));
                }
                named = true;
            }
        }
    }

    private void checkColumn(Column column, List<TableFault> faults) {
        int filled = firstRule();
        while (filled <= lastRow() && grid.text(filled, column.number()).isEmpty()) {
            filled++;
        }
        if (column.code().isEmpty() && filled <= lastRow()) {
            String example = column.kind() == Kind.CONDITION ? "amount > $param" : "route.manual(\"$param\");";
            faults.add(new TableFault(
                    new Cell(codeRow(), column.number()),
                    "Expected the column's " + column.kind().name().toLowerCase(Locale.ROOT) + ", such as " + example
                            + ", but the cell is empty"));
        }
        if (column.kind() == Kind.CONDITION
                && column.object().isEmpty()
                && !column.code().contains("(")) {
            faults.add(new TableFault(
                    new Cell(row(OBJECTS), column.number()),
                    "Expected what the condition looks at, with three dots where columns share it, such as"
                            + " Claim ..., but the cell is empty"));
        }
        String heading = grid.text(row(HEADINGS), column.number());
        if (column.kind() == Kind.CONDITION && heading.matches("-?[0-9]+([.,][0-9]+)?")) {
            faults.add(new TableFault(
                    new Cell(row(HEADINGS), column.number()),
                    "Expected a heading for people, since rules begin a row below, but it was '" + heading + "'"));
        }
    }

    private void checkRow(int row, List<TableFault> faults) {
        boolean conditions = false;
        boolean actions = false;
        for (int number = at.column(); number <= grid.lastColumn(); number++) {
            boolean filled = !grid.text(row, number).isEmpty();
            Column column = columns.get(number);
            if (filled && column == null && grid.text(row(KINDS), number).isEmpty()) {
                faults.add(new TableFault(
                        new Cell(row, number),
                        "Expected nothing, since " + new Cell(row(KINDS), number)
                                + " says no CONDITION or ACTION, but it was '" + grid.text(row, number) + "'"));
            }
            conditions |= filled && column != null && column.kind() == Kind.CONDITION;
            actions |= filled && column != null && column.kind() == Kind.ACTION;
        }
        if (!conditions || !actions) {
            String missing = !conditions ? "a condition" : "an action";
            faults.add(new TableFault(new Cell(row, 0), "Expected " + missing + ", but every cell for one is empty"));
        }
    }
}
