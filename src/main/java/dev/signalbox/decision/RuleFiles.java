package dev.signalbox.decision;

import dev.signalbox.process.PackFault;
import dev.signalbox.process.PackFile;
import dev.signalbox.process.ProcessPack;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.drools.decisiontable.InputType;
import org.drools.decisiontable.SpreadsheetCompiler;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.drools.drl.parser.DrlParser;
import org.drools.drl.parser.DroolsError;
import org.drools.drl.parser.DroolsParserException;
import org.jspecify.annotations.Nullable;
import org.kie.internal.builder.conf.LanguageLevelOption;

/** A pack's .drl files and decision tables, parsed. Tables become DRL text here, by Drools' own compiler of them. */
final class RuleFiles {
    static final String TABLE = ".drl.csv";

    /** @param path below the pack's folder */
    record Source(String path, String drl, PackageDescr parsed) {
        boolean isTable() {
            return path.endsWith(TABLE);
        }
    }

    /** Where a rule is written; line 0 in a table. */
    record Place(String path, int line, RuleDescr rule) {}

    private final String folder;
    private final List<Source> sources = new ArrayList<>();
    private final Map<String, Place> rules = new HashMap<>();
    private final List<PackFault> faults = new ArrayList<>();
    private String packageName = "";

    RuleFiles(ProcessPack pack) {
        folder = pack.name();
        for (PackFile file : pack.files()) {
            if (file.path().endsWith(".drl")) {
                add(file.path(), file.text());
            } else if (file.path().endsWith(TABLE)) {
                addTable(file);
            }
        }
        sources.forEach(this::checkPackage);
        sources.forEach(this::checkRules);
    }

    private void addTable(PackFile file) {
        try {
            add(file.path(), new SpreadsheetCompiler().compile(new ByteArrayInputStream(file.bytes()), InputType.CSV));
        } catch (RuntimeException e) {
            fault(file.path(), 0, "Expected a decision table, but " + e.getMessage());
        }
    }

    private void add(String path, String drl) {
        var parser = new DrlParser(LanguageLevelOption.DRL6);
        PackageDescr parsed = null;
        try {
            parsed = parser.parse(false, drl);
        } catch (DroolsParserException | RuntimeException e) {
            fault(path, 0, "Expected DRL, but " + e.getMessage());
        }
        for (DroolsError error : parser.getErrors()) {
            int[] lines = error.getLines();
            fault(path, lines.length == 0 || path.endsWith(TABLE) ? 0 : Math.max(0, lines[0]), firstLine(error));
        }
        if (parsed != null && !parser.hasErrors()) {
            sources.add(new Source(path, drl, parsed));
        }
    }

    private static String firstLine(DroolsError error) {
        return error.getMessage().lines().findFirst().orElse("Expected DRL, but this is none");
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
            int line = source.isTable() ? 0 : rule.getLine();
            var place = new Place(source.path(), line, rule);
            if (rule.getName().indexOf('"') >= 0 || rule.getName().indexOf('\\') >= 0) {
                // Names are pasted into generated Java as they are.
                fault(
                        place.path(),
                        line,
                        "Expected a rule name without double quotes and backslashes, but was " + rule.getName());
            }
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
        // A table is DRL by now.
        return packageName.replace('.', '/') + "/" + path.replaceFirst("\\.csv$", "");
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
