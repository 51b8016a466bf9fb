package dev.signalbox.decision;

import dev.signalbox.decision.exact.ExactNumbers;
import dev.signalbox.decision.unknown.Companions;
import dev.signalbox.process.PackFault;
import dev.signalbox.process.PackRefused;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.jspecify.annotations.Nullable;

/** Compiles parts of a pack that does not load, to find out what is wrong with the rest of it, and where. */
final class Culprits {
    /** Each takes a compiling. */
    private static final int MOST_PARTS = 20;

    private final String process;
    private final RuleFiles files;
    private final List<String> rules;

    Culprits(String process, RuleFiles files) {
        this.process = process;
        this.files = files;
        this.rules = files.inOrder().stream().map(RuleDescr::getName).toList();
    }

    /** What is wrong with the rules that have no fault yet; nothing while a fault is not of one rule. */
    List<PackFault> besides(List<PackFault> known) {
        var faulty = new HashSet<String>();
        for (PackFault fault : known) {
            if (fault.rule() == null) {
                return List.of();
            }
            faulty.add(fault.rule());
        }
        return faulty.size() == rules.size() ? List.of() : placed(compiled(faulty, true), true);
    }

    /** The faults of what people wrote, where the compiler was given something else; it is asked again. */
    List<PackFault> asWritten(List<PackFault> faults) {
        List<PackFault> theirs = compiled(Set.of(), true);
        return theirs.isEmpty()
                ? placed(faults, false).stream().map(Culprits::inexact).toList()
                : placed(theirs, true);
    }

    private static PackFault inexact(PackFault fault) {
        return fault.message().contains(ExactNumbers.class.getSimpleName())
                ? new PackFault(fault.file(), fault.line(), "the numbers of the condition cannot be worked out exactly")
                        .inRule(fault.rule())
                        .suggesting("work them out in a function")
                : fault;
    }

    /** The faults; those that Drools gives no place are given that of the rule without which they do not appear. */
    private List<PackFault> placed(List<PackFault> faults, boolean asWritten) {
        return faults.stream()
                .map(fault -> fault.file().equals(process) && !rules.isEmpty() ? placed(fault, asWritten) : fault)
                .toList();
    }

    private PackFault placed(PackFault fault, boolean asWritten) {
        if (fails(List.of(), fault, asWritten)) {
            return ofNoRule(fault, asWritten);
        }
        List<String> suspects = rules;
        while (suspects.size() > 1) {
            List<String> half = suspects.subList(0, suspects.size() / 2);
            List<String> other = suspects.subList(suspects.size() / 2, suspects.size());
            suspects = fails(half, fault, asWritten) ? half : other;
        }
        if (!fails(suspects, fault, asWritten)) {
            return fault;
        }
        RuleFiles.Place place = files.rules().get(suspects.get(0));
        return place == null
                ? fault
                : new PackFault(process + "/" + place.path(), place.line(), fault.message()).inRule(suspects.get(0));
    }

    /** The function or type without which the fault does not appear; it alone, since others may stand on it. */
    private PackFault ofNoRule(PackFault fault, boolean asWritten) {
        for (RuleFiles.Source source : files.sources()) {
            var parts = new ArrayList<BaseDescr>(source.parsed().getFunctions());
            parts.addAll(source.parsed().getTypeDeclarations());
            for (BaseDescr part : parts.subList(0, Math.min(parts.size(), MOST_PARTS))) {
                if (!compiled(new HashSet<>(rules), part, asWritten).contains(fault)) {
                    int at = source.file().offset(part.getLine(), Math.max(0, part.getColumn()));
                    return source.file().fault(at, null, fault.message()).suggesting(fault.suggestion());
                }
            }
        }
        return fault;
    }

    private boolean fails(List<String> kept, PackFault fault, boolean asWritten) {
        var leftOut = new HashSet<>(rules);
        kept.forEach(leftOut::remove);
        return compiled(leftOut, asWritten).contains(fault);
    }

    private List<PackFault> compiled(Set<String> leftOut, boolean asWritten) {
        return compiled(leftOut, null, asWritten);
    }

    private List<PackFault> compiled(Set<String> leftOut, @Nullable BaseDescr part, boolean asWritten) {
        try {
            CompiledRules.of(process, files, leftOut, part, Companions.none(), asWritten)
                    .close();
            return List.of();
        } catch (PackRefused e) {
            return e.faults();
        }
    }
}
