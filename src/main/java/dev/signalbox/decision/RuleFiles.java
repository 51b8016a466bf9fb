package dev.signalbox.decision;

import dev.signalbox.decision.check.DrlFile;
import dev.signalbox.decision.check.SyntaxWords;
import dev.signalbox.decision.guard.Guard;
import dev.signalbox.decision.table.Cell;
import dev.signalbox.decision.table.DecisionTable;
import dev.signalbox.decision.table.TableCells;
import dev.signalbox.decision.table.TableFault;
import dev.signalbox.decision.table.TableRefused;
import dev.signalbox.process.PackFault;
import dev.signalbox.process.PackFile;
import dev.signalbox.process.ProcessPack;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.drools.drl.parser.DrlParser;
import org.drools.drl.parser.DroolsParserException;
import org.jspecify.annotations.Nullable;
import org.kie.internal.builder.conf.LanguageLevelOption;

/** A pack's .drl files and decision tables, parsed. */
final class RuleFiles {
    private static final Pattern UNREAD_TABLE = Pattern.compile("\\.drl\\.(xls|xlsm|xlsb|ods|tsv)$");

    /**
     * @param path below the pack's folder
     * @param cells the way back to the table that the DRL was made of; null when the file is DRL itself
     */
    record Source(
            String path,
            String drl,
            PackageDescr parsed,
            @Nullable TableCells cells) {
        /** The DRL with spaces where the rules of these names stand, so that all else keeps its place. */
        String without(Set<String> names) {
            var text = new StringBuilder(drl);
            for (RuleDescr rule : parsed.getRules()) {
                if (names.contains(rule.getName())) {
                    for (int i = rule.getStartCharacter();
                            i <= Math.min(rule.getEndCharacter(), drl.length() - 1);
                            i++) {
                        if (text.charAt(i) != '\n') {
                            text.setCharAt(i, ' ');
                        }
                    }
                }
            }
            return text.toString();
        }

        boolean isTable() {
            return cells != null;
        }

        /** Where people wrote what stands there in the DRL: line and column, which in a table are those of a cell. */
        Cell written(int line, int column) {
            return cells == null ? new Cell(line, column) : cells.at(line, column);
        }
    }

    /** Where a rule is written; in a table the line is its row. */
    record Place(String path, int line, RuleDescr rule) {}

    private final String folder;
    private final Guard guard;
    private final Map<String, TableCells> tables = new HashMap<>();
    private final List<Source> sources = new ArrayList<>();
    private final Map<String, Place> rules = new HashMap<>();
    private final List<PackFault> faults = new ArrayList<>();
    private String packageName = "";

    RuleFiles(ProcessPack pack) {
        folder = pack.name();
        guard = new Guard(folder);
        for (PackFile file : pack.files()) {
            if (file.path().endsWith(".drl")) {
                add(file.path(), file.text(), null);
            } else if (DecisionTable.isTable(file.path())) {
                addTable(file);
            } else if (UNREAD_TABLE.matcher(file.path()).find()) {
                fault(file.path(), 0, "Expected a decision table as .drl.csv or .drl.xlsx, but it is of another kind");
            }
        }
        sources.forEach(this::checkPackage);
        sources.forEach(this::checkRules);
        faults.addAll(written(guard.faults()));
    }

    private void addTable(PackFile file) {
        if (!guard.admitsTable(file.path(), file.bytes().length)) {
            return;
        }
        try {
            DecisionTable table = DecisionTable.read(file);
            add(file.path(), table.drl(), table.cells());
        } catch (TableRefused e) {
            for (TableFault fault : e.faults()) {
                faults.add(
                        new PackFault(folder + "/" + file.path(), fault.cell().row(), fault.message())
                                .inColumn(fault.cell().column()));
            }
        }
    }

    private void add(String path, String drl, @Nullable TableCells cells) {
        if (cells != null) {
            tables.put(folder + "/" + path, cells);
        }
        if (!guard.admits(path, drl)) {
            return;
        }
        var parser = new DrlParser(LanguageLevelOption.DRL6);
        PackageDescr parsed = null;
        try {
            parsed = parser.parse(false, drl);
        } catch (DroolsParserException | RuntimeException | StackOverflowError e) {
            fault(path, 0, "Expected DRL, but " + e.getMessage());
        }
        if (parser.hasErrors()) {
            faults.addAll(SyntaxWords.of(folder + "/" + path, drl, parser.getErrors(), places(cells)));
        }
        if (parsed != null && !parser.hasErrors()) {
            sources.add(new Source(path, drl, parsed, cells));
            guard.add(path, drl, parsed);
        }
    }

    /** The files as they are read for faults. */
    List<DrlFile> drl() {
        return sources.stream()
                .map(s -> new DrlFile(folder + "/" + s.path(), s.drl(), s.parsed(), places(s.cells())))
                .toList();
    }

    private static BiFunction<Integer, Integer, DrlFile.Spot> places(@Nullable TableCells cells) {
        return (line, column) -> {
            Cell cell = cells == null ? new Cell(line, column) : cells.at(line, column);
            return new DrlFile.Spot(cell.row(), cell.column());
        };
    }

    private void checkPackage(Source source) {
        String name = source.parsed().getName();
        if (packageName.isEmpty()) {
            packageName = name;
        }
        if (name.isEmpty()) {
            fault(
                    source.path(),
                    1,
                    "Expected a package, such as `package " + folder.replace('-', '_') + "`, but there is none");
        } else if (!name.equals(packageName)) {
            fault(
                    source.path(),
                    1,
                    "Expected package " + packageName + " as in "
                            + sources.get(0).path() + ", but it is " + name);
        }
    }

    private void checkRules(Source source) {
        for (RuleDescr rule : source.parsed().getRules()) {
            int line = source.written(rule.getLine(), 0).row();
            var place = new Place(source.path(), line, rule);
            Place first = rules.putIfAbsent(rule.getName(), place);
            if (first != null) {
                fault(
                        place.path(),
                        line,
                        "Expected a name of its own, but rule \"" + rule.getName() + "\" is also in " + first.path()
                                + ":" + first.line());
            }
        }
    }

    private void fault(String path, int line, String message) {
        faults.add(new PackFault(folder + "/" + path, line, message));
    }

    /**
     * What the classes that were made of the files use that they must not.
     *
     * @param classes by internal name
     */
    List<PackFault> unsafe(Map<String, byte[]> classes) {
        return written(guard.faults(packageName, classes));
    }

    /** Faults of the DRL that was made of a table as faults of the table. */
    private List<PackFault> written(List<PackFault> found) {
        return found.stream()
                .map(fault -> {
                    TableCells cells = tables.get(fault.file());
                    if (cells == null || fault.line() == 0) {
                        return fault;
                    }
                    Cell cell = cells.at(fault.line(), 0);
                    return new PackFault(fault.file(), cell.row(), fault.message())
                            .inColumn(cell.column())
                            .inRule(fault.rule());
                })
                .toList();
    }

    List<Source> sources() {
        return sources;
    }

    List<PackFault> faults() {
        return faults;
    }

    String packageName() {
        return packageName;
    }

    /** Every rule by name. */
    Map<String, Place> rules() {
        return rules;
    }

    /** The source that Drools knows by this path, or null. */
    @Nullable
    Source source(String path) {
        for (Source source : sources) {
            if (path.equals(resource(source.path()))) {
                return source;
            }
        }
        return null;
    }

    /** Where Drools is given a file: in the folder of its package, since it warns of any other. */
    String resource(String path) {
        // A table is DRL by now, and may have a namesake that was so from the start.
        return packageName.replace('.', '/') + "/" + path.replaceFirst("\\.drl\\.(csv|xlsx)$", ".$1.drl");
    }

    List<PackageDescr> parsed() {
        return sources.stream().map(Source::parsed).toList();
    }

    /** The rules in the order of the pack: files by path, rules as written. */
    List<RuleDescr> inOrder() {
        return sources.stream().flatMap(s -> s.parsed().getRules().stream()).toList();
    }

    List<WrittenRule> written() {
        return inOrder().stream()
                .map(rule -> rules.get(rule.getName()))
                .map(place -> new WrittenRule(place.rule().getName(), folder + "/" + place.path(), place.line()))
                .toList();
    }

    Set<String> declaredNames() {
        return declarations().keySet();
    }

    /** The file that declares the type, or null. */
    @Nullable
    String declaredIn(String type) {
        return declarations().get(type);
    }

    private Map<String, String> declarations() {
        var declarations = new TreeMap<String, String>();
        for (Source source : sources) {
            source.parsed().getTypeDeclarations().forEach(t -> declarations.put(t.getTypeName(), source.path()));
        }
        return declarations;
    }
}
