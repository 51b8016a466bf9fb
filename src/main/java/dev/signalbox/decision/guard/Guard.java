package dev.signalbox.decision.guard;

import dev.signalbox.decision.check.DrlFile;
import dev.signalbox.decision.check.RuleNames;
import dev.signalbox.process.PackFault;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Keeps a pack's rules to the safe subset of DRL, in three steps: the text of each file before it is parsed, the
 * language of all of them before they are compiled, and the classes made of them before one of them runs. Each step
 * protects the next: from texts that a parser chokes on, from names that become code, and from code that does harm.
 */
public final class Guard {
    private static final int MAX_RULES = 2_000;

    private final String pack;
    private final Refusals refusals;
    private final Origins origins = new Origins();
    private final List<DrlFile> files = new ArrayList<>();

    /** @param pack as faults name it */
    public Guard(String pack) {
        this.pack = pack;
        this.refusals = new Refusals(pack);
    }

    /**
     * Whether a decision table of so many bytes may be read.
     *
     * @param path as faults name it
     */
    public boolean admitsTable(String path, int bytes) {
        if (bytes > TextGuard.MAX_CHARS) {
            refusals.add(path, TextGuard.tooLarge(bytes));
        }
        return bytes <= TextGuard.MAX_CHARS;
    }

    /** Whether the DRL of a file, or of what was made of a table, may be parsed. */
    public boolean admits(DrlFile file) {
        boolean isTable = !file.path().endsWith(".drl");
        return new TextGuard(file.text(), isTable, (message, at) -> {
                    if (at < 0) {
                        refusals.add(file.path(), message);
                    } else {
                        refusals.add(file, at, RuleNames.at(file.text(), at), message);
                    }
                })
                .admits();
    }

    /** Takes note of a file that was admitted and parsed. */
    public void add(DrlFile file) {
        files.add(file);
        origins.add(file);
    }

    /** What the language of all files has that it must not; compile nothing unless it is empty. */
    public List<PackFault> faults() {
        Set<String> types = new HashSet<>();
        files.forEach(file -> file.parsed().getTypeDeclarations().forEach(type -> types.add(type.getTypeName())));
        int rules = 0;
        for (DrlFile file : files) {
            new LanguageGuard(file, types, refusals).check();
            for (var rule : file.parsed().getRules()) {
                if (++rules == MAX_RULES + 1) {
                    refusals.add(
                            file,
                            file.offset(rule.getLine(), Math.max(0, rule.getColumn())),
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
     * @param helpers whether a function of this name, which nobody wrote, may be called
     * @param classes by internal name, such as {@code trial/Claim}
     */
    public List<PackFault> faults(String packageName, Predicate<String> helpers, Map<String, byte[]> classes) {
        var found = new Refusals(pack);
        new ClassGuard(packageName, origins, helpers, found).check(classes);
        return found.all();
    }
}
