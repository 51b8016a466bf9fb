package dev.signalbox.decision.guard;

import dev.signalbox.process.PackFault;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.drools.drl.ast.descr.PackageDescr;

/**
 * Keeps a pack's rules to the safe subset of DRL, in three steps: the text of each file before it is parsed, the
 * language of all of them before they are compiled, and the classes made of them before one of them runs. Each step
 * protects the next: from texts that a parser chokes on, from names that become code, and from code that does harm.
 */
public final class Guard {
    private static final int MAX_RULES = 2_000;

    private record Parsed(String path, PackageDescr file) {}

    private final Refusals refusals;
    private final Origins origins = new Origins();
    private final List<Parsed> files = new ArrayList<>();

    /** @param pack as faults name it */
    public Guard(String pack) {
        this.refusals = new Refusals(pack);
    }

    /** Whether a decision table of so many bytes may be read. */
    public boolean admitsTable(String path, int bytes) {
        if (bytes > TextGuard.MAX_CHARS) {
            refusals.add(path, 0, null, TextGuard.tooLarge(bytes));
        }
        return bytes <= TextGuard.MAX_CHARS;
    }

    /** Whether the DRL of a file, or of what was made of a table, may be parsed. */
    public boolean admits(String path, String drl) {
        boolean isTable = !path.endsWith(".drl");
        return new TextGuard(drl, isTable, (message, line) -> refusals.add(path, line, null, message)).admits();
    }

    /** Takes note of a file that was admitted and parsed. */
    public void add(String path, String drl, PackageDescr parsed) {
        files.add(new Parsed(path, parsed));
        origins.add(path, drl, parsed);
    }

    /** What the language of all files has that it must not; compile nothing unless it is empty. */
    public List<PackFault> faults() {
        Set<String> types = new HashSet<>();
        files.forEach(file -> file.file().getTypeDeclarations().forEach(type -> types.add(type.getTypeName())));
        int rules = 0;
        for (Parsed parsed : files) {
            new LanguageGuard(parsed.path(), types, origins, refusals).check(parsed.file());
            for (var rule : parsed.file().getRules()) {
                if (++rules == MAX_RULES + 1) {
                    refusals.add(
                            parsed.path(),
                            rule.getLine(),
                            null,
                            "Expected at most " + MAX_RULES
                                    + " rules in a pack, but here are more; rules that differ only in their values belong into a"
                                    + " reference table");
                }
            }
        }
        return refusals.all();
    }

    /**
     * What the classes made of the files use that they must not; run none of them unless it is empty.
     *
     * @param packageName of the files
     * @param classes by internal name, such as {@code trial/Claim}
     */
    public List<PackFault> faults(String packageName, Map<String, byte[]> classes) {
        var found = new Refusals(refusals.pack());
        new ClassGuard(packageName, origins, found).check(classes);
        return found.all();
    }
}
