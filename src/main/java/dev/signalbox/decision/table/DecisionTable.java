package dev.signalbox.decision.table;

import dev.signalbox.process.PackFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.decisiontable.parser.DefaultRuleSheetListener;
import org.drools.template.model.DRLOutput;
import org.drools.template.parser.DataListener;
import org.drools.template.parser.DecisionTableParseException;

/**
 * A decision table in the format of Drools, as CSV or XLSX. Its cells are read here; what they say as DRL is Drools' own
 * compiler's affair. A file that it would read in part is refused, so that no rule is lost without a word.
 */
public final class DecisionTable {
    private static final String CSV = ".drl.csv";
    private static final String XLSX = ".drl.xlsx";
    private static final int MAX_DRL = 16 << 20;
    private static final Pattern IN_CELL = Pattern.compile(",? ?(?:in|at|above) cell ([A-Z]{1,3})([0-9]+)");

    /** What may stand outside of tables. Everything else there would be passed over. */
    private static final Set<String> SETTINGS =
            Set.of("ruleset", "import", "variables", "functions", "queries", "declare", "sequential", "escapequotes");

    private final Grid grid;
    private final List<Head> heads;
    private final String drl;

    private DecisionTable(Grid grid, List<Head> heads) throws TableRefused {
        this.grid = grid;
        this.heads = heads;
        this.drl = compile();
    }

    /** Whether a file of this name is a decision table. */
    public static boolean isTable(String path) {
        return path.endsWith(CSV) || path.endsWith(XLSX);
    }

    /** @throws TableRefused with every fault that was found */
    public static DecisionTable read(PackFile file) throws TableRefused {
        Grid grid = file.path().endsWith(XLSX) ? Workbook.read(file.bytes()) : CsvSheet.read(file.text());
        List<Head> heads = Head.all(grid);
        var faults = new ArrayList<TableFault>();
        checkOutside(grid, heads, faults);
        heads.forEach(head -> head.check(faults));
        if (!faults.isEmpty()) {
            throw new TableRefused(faults);
        }
        return new DecisionTable(grid, heads);
    }

    private static void checkOutside(Grid grid, List<Head> heads, List<TableFault> faults) {
        if (heads.isEmpty()) {
            faults.add(new TableFault(
                    Cell.WHOLE, "Expected a cell that says RuleTable and the table's name, but there is none"));
            return;
        }
        boolean named = false;
        for (int row = 1; row <= grid.lastRow(); row++) {
            int at = row;
            if (heads.stream().anyMatch(head -> at >= head.firstRow() && at <= head.lastRow())) {
                continue;
            }
            String first = firstText(grid, row).toLowerCase(Locale.ROOT);
            named |= first.equals("ruleset");
            if (first.equals("ruleset")) {
                checkPackage(grid, row, faults);
            }
            if (row > heads.get(0).firstRow() && !first.isEmpty() && !SETTINGS.contains(first)) {
                faults.add(behind(grid, heads, row));
            }
        }
        if (!named) {
            faults.add(new TableFault(
                    Cell.WHOLE,
                    "Expected a cell that says RuleSet, and the package's name in the next, but there is none"));
        }
    }

    private static void checkPackage(Grid grid, int row, List<TableFault> faults) {
        int next = firstColumn(grid, row) + 1;
        String name = grid.text(row, next);
        if (name.isEmpty()) {
            faults.add(new TableFault(
                    new Cell(row, next), "Expected the package's name beside RuleSet, but the cell is empty"));
        } else if (name.contains("-")) {
            faults.add(new TableFault(
                    new Cell(row, next),
                    "Expected a package without hyphens, but it is " + name + "; write " + name.replace('-', '_')));
        }
    }

    /** What stands outside of all tables: a rule that an empty row cuts off, or a remark. */
    private static TableFault behind(Grid grid, List<Head> heads, int row) {
        int first = firstColumn(grid, row);
        boolean isRule = heads.stream().anyMatch(head -> head.columns().containsKey(first));
        return isRule
                ? new TableFault(
                        new Cell(row, 0), "Expected no empty row between rules, but there is one above this row")
                : new TableFault(
                        new Cell(row, first),
                        "Expected nothing outside of the tables, but it was '" + grid.text(row, first)
                                + "'; put a remark into a column DESCRIPTION, or above the first table");
    }

    private static String firstText(Grid grid, int row) {
        return grid.text(row, firstColumn(grid, row));
    }

    /** The first column that is filled in, or one beyond the last. */
    private static int firstColumn(Grid grid, int row) {
        int column = 1;
        while (column <= grid.lastColumn() && grid.text(row, column).isEmpty()) {
            column++;
        }
        return column;
    }

    private String compile() throws TableRefused {
        refuseIfLong();
        var drools = new DefaultRuleSheetListener();
        var output = new DRLOutput();
        try {
            feed(drools);
            drools.getRuleSet().renderDRL(output);
        } catch (DecisionTableParseException e) {
            throw refused(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            throw new TableRefused(Cell.WHOLE, "Expected a decision table, but Drools cannot read it: " + e);
        }
        return output.getDRL();
    }

    private static TableRefused refused(String message) {
        Matcher cell = IN_CELL.matcher(message);
        if (!cell.find()) {
            return new TableRefused(Cell.WHOLE, "Expected a decision table, but: " + message);
        }
        return new TableRefused(
                SheetCells.address(cell.group(1) + cell.group(2)),
                "Expected a decision table, but: " + cell.replaceAll("").strip());
    }

    // Each rule repeats the code above it.
    private void refuseIfLong() throws TableRefused {
        long length = 0;
        for (Head head : heads) {
            long code = head.columns().values().stream()
                    .mapToLong(column -> column.code().length())
                    .sum();
            length += code * (head.lastRow() - head.firstRule() + 1);
        }
        if (length > MAX_DRL) {
            throw new TableRefused(
                    Cell.WHOLE, "Expected rules of at most " + (MAX_DRL >> 20) + " MiB, but they are longer");
        }
    }

    private void feed(DataListener drools) {
        drools.startSheet("");
        for (int row = 1; row <= grid.lastRow(); row++) {
            int at = row;
            boolean objects = heads.stream().anyMatch(head -> head.isObjectRow(at));
            drools.newRow(row - 1, grid.lastColumn());
            for (int column = 1; column <= grid.lastColumn(); column++) {
                boolean span = objects && grid.isSpan(row, column);
                String text = objects ? grid.spanText(row, column) : grid.text(row, column);
                int start = span ? grid.spanStart(row, column) - 1 : DataListener.NON_MERGED;
                if (!text.isEmpty()) {
                    drools.newCell(row - 1, column - 1, text, start);
                }
            }
        }
        drools.finishSheet();
    }

    /** The rules as DRL. */
    public String drl() {
        return drl;
    }

    /** The way back from {@link #drl()} to the cells. */
    public TableCells cells() {
        return new TableCells(drl, grid, heads);
    }
}
