package dev.signalbox.decision;

import dev.signalbox.decision.check.DrlFile;
import dev.signalbox.decision.check.ExactRules;
import dev.signalbox.decision.check.SyntaxWords;
import dev.signalbox.decision.guard.Guard;
import dev.signalbox.decision.table.Cell;
import dev.signalbox.decision.table.DecisionTable;
import dev.signalbox.decision.table.TableCells;
import dev.signalbox.decision.table.TableFault;
import dev.signalbox.decision.table.TableRefused;
import dev.signalbox.decision.unknown.Companions;
import dev.signalbox.process.Limit;
import dev.signalbox.process.PackFault;
import dev.signalbox.process.PackFile;
import dev.signalbox.process.ProcessPack;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.drools.drl.ast.descr.TypeDeclarationDescr;
import org.drools.drl.parser.DrlParser;
import org.drools.drl.parser.DroolsParserException;
import org.jspecify.annotations.Nullable;
import org.kie.internal.builder.conf.LanguageLevelOption;

/** A pack's .drl files and decision tables, parsed. */
final class RuleFiles {
    /**
     * @param path below the pack's folder
     * @param isTable whether the DRL was made of a decision table
     */
    record Source(String path, DrlFile file, boolean isTable) {
        String drl() {
            return file.text();
        }

        PackageDescr parsed() {
            return file.parsed();
        }

        /** The DRL with spaces where these rules and this function or type stand, so that all else keeps its place. */
        private StringBuilder without(Set<String> names, @Nullable BaseDescr part) {
            var text = new StringBuilder(drl());
            for (RuleDescr rule : parsed().getRules()) {
                if (names.contains(rule.getName())) {
                    blank(text, rule);
                }
            }
            if (part != null
                    && (parsed().getFunctions().contains(part)
                            || parsed().getTypeDeclarations().contains(part))) {
                blank(text, part);
            }
            return text;
        }

        /** What the compiler is given of it: without these rules and this part, and with some changes to the others. */
        String compiled(Set<String> leftOut, @Nullable BaseDescr part, List<ExactRules.Change> changes) {
            var all = new ArrayList<>(changes);
            escapeTypes(part, all);
            all.sort(Comparator.comparing(ExactRules.Change::start));
            return ExactRules.changed(without(leftOut, part).toString(), all, leftOut);
        }

        /** Drools writes the Java of declared types in the encoding of the machine, whatever that is. */
        private void escapeTypes(@Nullable BaseDescr leftOut, List<ExactRules.Change> changes) {
            for (TypeDeclarationDescr type : parsed().getTypeDeclarations()) {
                int end = type == leftOut ? -1 : Math.min(type.getEndCharacter(), drl().length() - 1);
                for (int i = Math.max(0, type.getStartCharacter()); i <= end; i++) {
                    if (drl().charAt(i) > 127) {
                        String escaped = String.format(Locale.ROOT, "\\u%04x", (int) drl().charAt(i));
                        changes.add(new ExactRules.Change(i, i + 1, escaped, ""));
                    }
                }
            }
        }

        private static void blank(StringBuilder text, BaseDescr part) {
            for (int i = part.getStartCharacter(); i <= Math.min(part.getEndCharacter(), text.length() - 1); i++) {
                if (text.charAt(i) != '\n') {
                    text.setCharAt(i, ' ');
                }
            }
        }
    }

    /** Where a rule is written; in a table the line is its row. */
    record Place(String path, int line, RuleDescr rule) {}

    private final String folder;
    private final Guard guard;
    private final Map<String, Limit> limits;
    private final Set<String> usedLimits = new TreeSet<>();
    private final List<Source> sources = new ArrayList<>();
    private final Map<String, Place> rules = new HashMap<>();
    private final List<PackFault> faults = new ArrayList<>();
    private String packageName = "";

    RuleFiles(ProcessPack pack) {
        folder = pack.name();
        guard = new Guard(folder);
        limits = pack.definition().limits();
        for (PackFile file : pack.files()) {
            if (file.path().endsWith(".drl")) {
                add(file.path(), file.text(), null);
            } else if (DecisionTable.isTable(file.path())) {
                addTable(file);
            }
        }
        packageName = theirPackage();
        sources.forEach(this::checkPackage);
        sources.forEach(this::checkRules);
        faults.addAll(guard.faults());
    }

    private void addTable(PackFile file) {
        if (!guard.admitsTable(folder + "/" + file.path(), file.bytes().length)) {
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

    private void add(String path, String written, @Nullable TableCells cells) {
        var words = new LimitWords(written, limits, usedLimits);
        var places = places(cells);
        String drl = words.text();
        var file = new DrlFile(
                folder + "/" + path,
                drl,
                new PackageDescr(),
                (line, column) -> places.apply(line, words.column(line, column)));
        for (LimitWords.Fault fault : words.faults()) {
            DrlFile.Spot spot = places.apply(fault.line(), fault.column());
            faults.add(new PackFault(file.path(), spot.line(), fault.message())
                    .inColumn(spot.column())
                    .suggesting(fault.help()));
        }
        if (!guard.admits(file)) {
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
            faults.addAll(SyntaxWords.of(file, parser.getErrors()));
        }
        if (parsed != null && !parser.hasErrors()) {
            DrlFile read = file.as(parsed);
            sources.add(new Source(path, read, cells != null));
            guard.add(read);
        }
    }

    /** The files as they are read for faults. */
    List<DrlFile> drl() {
        return sources.stream().map(Source::file).toList();
    }

    private static BiFunction<Integer, Integer, DrlFile.Spot> places(@Nullable TableCells cells) {
        return (line, column) -> {
            Cell cell = cells == null ? new Cell(line, column) : cells.at(line, column);
            return new DrlFile.Spot(cell.row(), cell.column());
        };
    }

    private void checkPackage(Source source) {
        String name = source.parsed().getName();
        if (name.isEmpty()) {
            faults.add(source.file()
                    .fault(0, null, "Expected a package, but there is none")
                    .suggesting("begin with package " + folder.replace('-', '_')));
        } else if (!name.equals(packageName) && !name.contains(".")) {
            // The guard refuses one of several words.
            int at = source.file().find(List.of(name), 0, source.drl().length());
            String other = sources.stream()
                    .filter(one -> one.parsed().getName().equals(packageName))
                    .map(Source::path)
                    .findFirst()
                    .orElse("others");
            faults.add(source.file()
                    .fault(
                            Math.max(0, at),
                            null,
                            "Expected package " + packageName + " as in " + other + ", but it is " + name));
        }
    }

    /** The package that is named as the process is, when a file has it; otherwise that of the first file. */
    private String theirPackage() {
        List<String> names = sources.stream()
                .map(source -> source.parsed().getName())
                .filter(name -> !name.isEmpty() && !name.contains("."))
                .toList();
        String own = folder.replace('-', '_');
        return names.isEmpty() || names.contains(own) ? own : names.get(0);
    }

    private void checkRules(Source source) {
        for (RuleDescr rule : source.parsed().getRules()) {
            int at = source.file().offset(rule.getLine(), Math.max(0, rule.getColumn()));
            var place = new Place(source.path(), source.file().spot(at).line(), rule);
            Place first = rules.putIfAbsent(rule.getName(), place);
            if (first != null) {
                faults.add(source.file()
                        .fault(
                                at,
                                rule.getName(),
                                "Expected a name of its own, but rule \"" + rule.getName() + "\" is also in "
                                        + new PackFault(first.path(), first.line(), "").place()));
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
        return guard.faults(packageName, Companions::isHelper, classes);
    }

    /** What makes the numbers of DRL that was written beside the files exact, in the text itself. */
    String exactly(String drl) {
        try {
            PackageDescr parsed = new DrlParser(LanguageLevelOption.DRL6).parse(false, drl);
            return ExactRules.changed(
                    drl, new ExactRules(drl()).changes(new DrlFile(folder, drl, parsed, DrlFile.Spot::new)), Set.of());
        } catch (DroolsParserException e) {
            throw new IllegalStateException("Expected DRL, but " + e.getMessage(), e);
        }
    }

    /** The limits of process.yaml that stand in some rule. */
    Set<String> usedLimits() {
        return usedLimits;
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
        var names = new TreeSet<String>();
        parsed().forEach(file -> file.getTypeDeclarations().forEach(type -> names.add(type.getTypeName())));
        return names;
    }

    /** A fault of a declared type; of its field when the message names one, as in {@code Claim.amount}. */
    PackFault ofType(String name, String message) {
        for (Source source : sources) {
            for (TypeDeclarationDescr type : source.parsed().getTypeDeclarations()) {
                if (type.getTypeName().equals(name)) {
                    DrlFile file = source.file();
                    int start = file.offset(type.getLine(), Math.max(0, type.getColumn()));
                    List<String> fields = type.getFields().keySet().stream()
                            .filter(field -> message.matches("(?s).*\\b" + name + "\\." + field + "\\b.*"))
                            .map(field -> field + " :")
                            .toList();
                    return file.fault(Math.max(start, file.find(fields, start, type.getEndCharacter())), null, message);
                }
            }
        }
        return new PackFault(folder, 0, message);
    }
}
