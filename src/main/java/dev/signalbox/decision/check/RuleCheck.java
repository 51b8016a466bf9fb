package dev.signalbox.decision.check;

import dev.signalbox.process.PackFault;
import dev.signalbox.process.PackFault.Severity;
import dev.signalbox.process.ProcessDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.drools.drl.ast.descr.FunctionDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.jspecify.annotations.Nullable;

/** What can be said of a pack's rules by reading them, in the analyst's words and with the place. */
public final class RuleCheck {
    private final ProcessDefinition definition;
    private final List<DrlFile> files;
    private final Verbs route;
    private final JavaNames java;
    private final DeclaredNames names;
    private final List<Spoken> rules = new ArrayList<>();
    private final List<PackFault> found = new ArrayList<>();

    /** @param route the class of the global that rules speak to */
    public RuleCheck(ProcessDefinition definition, List<DrlFile> files, Class<?> route) {
        this.definition = definition;
        this.files = files;
        this.route = new Verbs(route);
        java = new JavaNames(files);
        names = new DeclaredNames(files, java);
        var declarations = new DeclarationCheck(names, found::add);
        files.forEach(declarations::check);
        files.forEach(this::read);
        for (DrlFile file : files) {
            file.parsed().getRules().stream()
                    .filter(RuleDescr::isRule)
                    .forEach(rule -> rules.add(new Spoken(file, rule)));
        }
    }

    private void read(DrlFile file) {
        for (FunctionDescr function : file.parsed().getFunctions()) {
            body(file, function.getBody(), file.offset(Math.max(1, function.getLine()), 0), null);
        }
        for (RuleDescr rule : file.parsed().getRules()) {
            new ConditionCheck(names, java, file, rule, found::add).check();
            if (rule.getConsequence() instanceof String text) {
                int from = file.offset(Math.max(1, rule.getConsequenceLine()), 0);
                body(file, text, from, rule.getName());
            }
        }
    }

    private void body(DrlFile file, String text, int from, @Nullable String rule) {
        int start = file.text().indexOf(text, from);
        if (start >= 0) {
            var where = RuleText.at(file, text, start, rule);
            new ConsequenceCheck(names, definition, route, where, found::add).check();
        }
    }

    /** What keeps the pack from loading. */
    public List<PackFault> errors() {
        return found.stream()
                .filter(fault -> fault.severity() == Severity.ERROR)
                .toList();
    }

    /** What is worth a look. Every rule is compared with every other, which a server has no time for. */
    public List<PackFault> warnings() {
        var all = new ArrayList<PackFault>(found);
        all.removeIf(fault -> fault.severity() != Severity.WARNING);
        all.addAll(new Warnings(definition, names, files).all(rules));
        return all;
    }

    /**
     * Texts that rules spell otherwise than what else is written of a field.
     *
     * @param known values by field, such as {@code Claim.type}
     */
    public List<PackFault> spellings(Map<String, Set<String>> known) {
        return Spellings.of(rules, names, known);
    }

    /** Rules that may disagree on the outcome or the queue of an item, with items on which they may; deciding them will show. */
    public List<Clash> clashes() {
        var clashes = new ArrayList<>(Clash.among(rules, names));
        clashes.addAll(Clash.ofQueues(rules, names, definition));
        return clashes;
    }
}
