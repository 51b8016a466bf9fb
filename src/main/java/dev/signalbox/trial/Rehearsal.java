package dev.signalbox.trial;

import dev.signalbox.decision.DecisionEngine;
import dev.signalbox.decision.LiveProcess;
import dev.signalbox.decision.SeenData;
import dev.signalbox.decision.WrittenRule;
import dev.signalbox.item.Decision;
import dev.signalbox.process.PackFault;
import dev.signalbox.process.PackRefused;
import dev.signalbox.process.ProcessPack;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a pack's rules made of its examples.
 *
 * @param process the pack's name
 * @param version the pack's version
 * @param rules every rule in the order of the pack, with the number of examples it matched
 * @param tables the reference tables, with the examples that found a row
 * @param unseen values that rules name and no example has
 * @param remarks what is to be known before anything else, such as headings that no example has
 */
public record Rehearsal(
        String process,
        String version,
        List<Tried> tried,
        List<Coverage> rules,
        List<SeenData.Table> tables,
        List<SeenData.Unseen> unseen,
        List<String> remarks) {

    /** One example, and what was decided about it. */
    public record Tried(Example example, Decision decision, List<Difference> differences) {
        public boolean passed() {
            return differences.isEmpty();
        }

        /** The rules that matched, each once, in the order of the pack. */
        public List<String> matched() {
            return Expected.matched(decision);
        }
    }

    /** How many examples a rule matched. */
    public record Coverage(WrittenRule rule, int examples) {}

    /**
     * Decides every example of the pack, and looks what they have in common with it.
     *
     * @throws PackRefused when {@code examples.csv} itself is faulty
     */
    public static Rehearsal of(ProcessPack pack, DecisionEngine engine) throws PackRefused {
        List<Example> examples = Examples.of(pack, engine);
        SeenData seen = SeenData.of(pack, engine);
        examples.forEach(example -> seen.count(example.item()));
        return of(pack, engine, examples, seen.tables(), examples.isEmpty() ? List.of() : seen.unseen());
    }

    private static Rehearsal of(
            ProcessPack pack,
            DecisionEngine engine,
            List<Example> examples,
            List<SeenData.Table> tables,
            List<SeenData.Unseen> unseen) {
        List<Decision> decisions =
                engine.decide(examples.stream().map(Example::item).toList());
        var counts = new LinkedHashMap<String, Integer>();
        var tried = new ArrayList<Tried>();
        for (int i = 0; i < examples.size(); i++) {
            Example example = examples.get(i);
            Decision decision = decisions.get(i);
            var differences = example.expected().stream()
                    .map(expected -> expected.from(decision))
                    .flatMap(Optional::stream)
                    .toList();
            var one = new Tried(example, decision, differences);
            one.matched().forEach(rule -> counts.merge(rule, 1, Integer::sum));
            tried.add(one);
        }
        return new Rehearsal(
                pack.name(),
                pack.version(),
                tried,
                coverage(engine, counts),
                tables,
                unseen,
                Examples.remarks(pack, engine.type()));
    }

    private static List<Coverage> coverage(DecisionEngine engine, Map<String, Integer> counts) {
        return engine.rules().stream()
                .map(rule -> new Coverage(rule, counts.getOrDefault(rule.name(), 0)))
                .toList();
    }

    /** Why a process must not go live: faults of its examples, and examples that its rules do not keep to. */
    public static List<PackFault> faults(LiveProcess process) {
        try {
            return of(
                            process.pack(),
                            process.engine(),
                            Examples.of(process.pack(), process.engine()),
                            List.of(),
                            List.of())
                    .faults();
        } catch (PackRefused e) {
            return e.faults();
        }
    }

    private List<PackFault> faults() {
        var faults = new ArrayList<PackFault>();
        for (Tried failed : failed()) {
            for (Difference difference : failed.differences()) {
                faults.add(new PackFault(
                        process + "/" + Examples.FILE,
                        failed.example().line(),
                        "example \"" + failed.example().name() + "\": " + difference));
            }
        }
        return faults;
    }

    public List<Tried> failed() {
        return tried.stream().filter(one -> !one.passed()).toList();
    }

    /** The rules that no example matched. */
    public List<WrittenRule> unmatched() {
        return rules.stream()
                .filter(rule -> rule.examples() == 0)
                .map(Coverage::rule)
                .toList();
    }
}
