package dev.signalbox.decision;

import dev.signalbox.decision.exact.ExactNumbers;
import dev.signalbox.decision.unknown.Companions;
import dev.signalbox.process.PackFault;
import dev.signalbox.process.PackRefused;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.drools.drl.ast.descr.RuleDescr;

/** Compiles parts of a pack that does not load, to find out what is wrong with the rest of it, and where. */
final class Culprits {
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
        List<String> suspects = rules;
        while (suspects.size() > 1) {
            List<String> half = suspects.subList(0, suspects.size() / 2);
            List<String> other = suspects.subList(suspects.size() / 2, suspects.size());
            suspects = fails(half, fault, asWritten) ? half : other;
        }
        if (!fails(suspects, fault, asWritten) || fails(List.of(), fault, asWritten)) {
            return fault;
        }
        RuleFiles.Place place = files.rules().get(suspects.get(0));
        return place == null
                ? fault
                : new PackFault(process + "/" + place.path(), place.line(), fault.message()).inRule(suspects.get(0));
    }

    private boolean fails(List<String> kept, PackFault fault, boolean asWritten) {
        var leftOut = new HashSet<>(rules);
        kept.forEach(leftOut::remove);
        return compiled(leftOut, asWritten).contains(fault);
    }

    private List<PackFault> compiled(Set<String> leftOut, boolean asWritten) {
        try {
            CompiledRules.of(process, files, leftOut, Companions.none(), asWritten)
                    .close();
            return List.of();
        } catch (PackRefused e) {
            return e.faults();
        }
    }
}
