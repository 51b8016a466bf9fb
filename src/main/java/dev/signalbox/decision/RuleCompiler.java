package dev.signalbox.decision;

import dev.signalbox.decision.check.BuildWords;
import dev.signalbox.decision.check.RuleCheck;
import dev.signalbox.decision.unknown.Companions;
import dev.signalbox.item.ItemType;
import dev.signalbox.process.PackFault;
import dev.signalbox.process.PackFile;
import dev.signalbox.process.PackRefused;
import dev.signalbox.process.ProcessDefinition;
import dev.signalbox.process.ProcessPack;
import dev.signalbox.process.Suggestion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.drools.drl.ast.descr.RuleDescr;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a pack's rules ready to decide. */
public final class RuleCompiler {
    private static final Logger LOG = LoggerFactory.getLogger(RuleCompiler.class);

    private final ProcessPack pack;
    private final ProcessDefinition definition;
    private final RuleFiles files;
    private final List<PackFault> faults = new ArrayList<>();

    private RuleCompiler(ProcessPack pack) {
        this.pack = pack;
        this.definition = pack.definition();
        this.files = new RuleFiles(pack);
    }

    /**
     * An engine for the pack's rules. One pack is compiled at a time; it takes from 0.2 to about 2 seconds.
     *
     * @throws PackRefused with every fault found in its DRL, decision tables and reference tables
     */
    public static DecisionEngine compile(ProcessPack pack) throws PackRefused {
        return compile(pack, Limits.DEFAULT);
    }

    /**
     * All that is wrong with a pack's rules and tables, or looks so; what was found, sorted by place. Takes as long as
     * compiling.
     */
    public static List<PackFault> check(ProcessPack pack) {
        try (RuleEngine engine = compile(pack, Limits.DEFAULT)) {
            return whole(pack, () -> warnings(pack, engine));
        } catch (PackRefused e) {
            return e.faults();
        }
    }

    private static List<PackFault> warnings(ProcessPack pack, RuleEngine engine) {
        var files = new RuleFiles(pack);
        var check = new RuleCheck(pack.definition(), files.drl(), RuleVerbs.class);
        var found = new ArrayList<>(check.warnings());
        found.addAll(Clashes.shown(engine, check.clashes()));
        engine.book().tables().forEach(table -> found.addAll(table.overlaps()));
        found.addAll(Unused.in(pack, files.drl(), files.usedLimits()));
        found.addAll(pack.warnings());
        var written = new WrittenValues(pack);
        found.addAll(check.spellings(written.byField()));
        found.addAll(written.doubts());
        return sorted(found);
    }

    private interface Work<T> {
        T done() throws PackRefused;
    }

    /** A pack that is too much for this JVM is refused like any other: it ends neither a host nor a command. */
    private static <T> T whole(ProcessPack pack, Work<T> work) throws PackRefused {
        try {
            return work.done();
        } catch (StackOverflowError e) {
            throw new PackRefused(List.of(new PackFault(pack.name(), 0, BuildWords.unforeseen(e))));
        }
    }

    private static List<PackFault> sorted(List<PackFault> found) {
        return OncePerPlace.of(found).stream()
                .sorted(Comparator.comparing(PackFault::file)
                        .thenComparing(PackFault::line)
                        .thenComparing(PackFault::column))
                .toList();
    }

    /** The same, with limits of its own. */
    public static RuleEngine compile(ProcessPack pack, Limits limits) throws PackRefused {
        return compile(pack, limits, null);
    }

    /**
     * The same.
     *
     * @param made by an earlier compiling of this version of the pack by this version of the compiler; what turns out to be
     *     anything else is compiled anew
     */
    public static RuleEngine compile(ProcessPack pack, Limits limits, @Nullable MadeRules made) throws PackRefused {
        synchronized (RuleCompiler.class) {
            return whole(pack, () -> new RuleCompiler(pack).engine(limits, made));
        }
    }

    /** @param companions those that were compiled beside the pack's own rules */
    private record Compiled(CompiledRules rules, Companions companions, boolean anew) {
        @Nullable
        MadeRules made() {
            return anew
                    ? new MadeRules(
                            rules.classes(), Set.copyOf(companions.compiled().keySet()))
                    : null;
        }
    }

    private RuleEngine engine(Limits limits, @Nullable MadeRules made) throws PackRefused {
        refuseIfAny(files.faults());
        Companions all = Companions.of(files.packageName(), files.parsed(), definition);
        Compiled again = made == null ? null : again(made, all);
        Compiled compiled = again == null ? anew(all) : again;
        try {
            return engine(limits, compiled);
        } catch (PackRefused | RuntimeException e) {
            compiled.rules().close();
            throw e;
        }
    }

    private @Nullable Compiled again(MadeRules made, Companions all) {
        try {
            var rules = CompiledRules.of(pack.name(), files, made.classes());
            return new Compiled(rules, all.only(made.companions()), false);
        } catch (PackRefused e) {
            LOG.debug("{} is compiled anew: {}", pack.name(), e.faults());
            return null;
        }
    }

    private Compiled anew(Companions all) throws PackRefused {
        var check = new RuleCheck(definition, files.drl(), RuleVerbs.class);
        var culprits = new Culprits(pack.name(), files);
        if (!check.errors().isEmpty()) {
            var found = new ArrayList<>(check.errors());
            found.addAll(culprits.besides(check.errors()));
            refuseIfAny(found);
        }
        Companions companions = all;
        while (true) {
            try {
                return new Compiled(
                        CompiledRules.of(pack.name(), files, Set.of(), null, companions, false), companions, true);
            } catch (PackRefused e) {
                if (companions.isEmpty()) {
                    refuseIfAny(culprits.asWritten(e.faults()));
                }
                // A fault of the analyst's is told again, without these. If it is theirs, the rules do without.
                LOG.debug("{}: {}", pack.name(), e.faults());
                companions = companions.without(e.faults());
            }
        }
    }

    private RuleEngine engine(Limits limits, Compiled compiled) throws PackRefused {
        var types = new DeclaredTypes(compiled.rules().base(), files.packageName());
        FactShape item = itemShape(types);
        refuseIfAny(faults);
        new NamedFields(pack, item.type(), types, faults).check();
        List<FactShape> shapes = files.declaredNames().stream()
                .flatMap(name -> types.shapeIfAny(name).stream())
                .toList();
        ConstraintFaults.of(shapes)
                .forEach(fault ->
                        faults.add(files.ofType(fault.type(), fault.message()).suggesting(fault.help())));
        refuseIfAny(faults);
        List<ReferenceTable> tables = tables(types, item.type());
        var values = new WorkedOut(pack, item.type(), faults);
        refuseIfAny(faults);
        var book = new RuleBook(
                new Sessions(compiled.rules().base()),
                definition,
                item,
                values,
                rules(types),
                new Lambdas(compiled.rules().contained(), shapes(types)),
                files.written(),
                new Unchecked(compiled.companions(), item.type()),
                Levers.of(files.inOrder(), item, tables),
                tables,
                new Constraints(item, definition.zone()),
                new Verdict(definition, pack.version()),
                limits);
        return new RuleEngine(book, compiled.rules(), compiled.made());
    }

    private void refuseIfAny(List<PackFault> found) throws PackRefused {
        if (!found.isEmpty()) {
            throw new PackRefused(sorted(found));
        }
    }

    private FactShape itemShape(DeclaredTypes types) throws PackRefused {
        FactShape shape = shape(types, definition.item(), "item");
        if (shape == null) {
            throw new PackRefused(faults);
        }
        return shape;
    }

    /** @param namedBy the keys of {@code process.yaml} that lead to the type's name */
    private @Nullable FactShape shape(DeclaredTypes types, String name, String... namedBy) {
        if (!types.declares(name)) {
            faults.add(pack.faultInDefinition(
                            "Expected a type declared in the pack's DRL, but " + name + " is none", namedBy)
                    .suggesting(Suggestion.question(name, files.declaredNames())));
            return null;
        }
        try {
            return types.shape(name);
        } catch (IllegalArgumentException e) {
            faults.add(files.ofType(name, String.valueOf(e.getMessage())));
            return null;
        }
    }

    private List<ReferenceTable> tables(DeclaredTypes types, ItemType item) {
        var tables = new ArrayList<ReferenceTable>();
        definition.reference().forEach((name, reference) -> {
            FactShape row = shape(types, reference.type(), "reference", name, "type");
            String path = ReferenceReader.path(name);
            PackFile csv = pack.filesEndingWith(path).stream()
                    .filter(file -> file.path().equals(path))
                    .findFirst()
                    .orElse(null);
            if (csv == null) {
                faults.add(pack.faultInDefinition(
                        "Expected " + path + " for the table " + name + ", but there is none", "reference", name));
            }
            boolean keyed = item.fields().keySet().containsAll(reference.fields());
            if (row != null && csv != null && keyed) {
                int room = ReferenceReader.MOST_ROWS
                        - tables.stream().mapToInt(ReferenceTable::size).sum();
                ReferenceTable table = new ReferenceReader(pack, name, reference, row, item, faults).read(csv, room);
                if (table != null) {
                    tables.add(table);
                }
            }
        });
        return tables;
    }

    /** By simple name. */
    private Map<String, FactShape> shapes(DeclaredTypes types) {
        return files.declaredNames().stream()
                .flatMap(name -> types.shapeIfAny(name).stream())
                .collect(Collectors.toMap(shape -> shape.type().name(), shape -> shape));
    }

    private Map<String, RuleInfo> rules(DeclaredTypes types) {
        Map<String, FactShape> shapes = shapes(types);
        var rules = new HashMap<String, RuleInfo>();
        for (RuleDescr rule : files.inOrder()) {
            var reads = new HashMap<Class<?>, List<FieldsRead.Read>>();
            FieldsRead.by(rule, shapes).forEach((shape, read) -> reads.put(shape.java(), read));
            var shape = RuleShape.of(rule);
            rules.put(
                    rule.getName(),
                    new RuleInfo(
                            rules.size(), rule.getName(), reads, shape.variables(), shape.ofAll(), shape.gathers()));
        }
        return rules;
    }
}
