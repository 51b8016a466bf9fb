package dev.signalbox.decision;

import dev.signalbox.decision.contain.Lambda;
import dev.signalbox.decision.unknown.Companion;
import dev.signalbox.decision.unknown.Companions;
import dev.signalbox.item.Decision;
import dev.signalbox.item.Problem;
import dev.signalbox.item.Route;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.rule.AgendaFilter;
import org.kie.api.runtime.rule.EntryPoint;
import org.kie.api.runtime.rule.Match;

/** One item before the rules. */
final class Sitting implements AgendaFilter {
    private final RuleBook book;
    private final Case item;
    private final IntBuffer progress;
    private final Ballot ballot;
    private final List<Problem> problems;
    /** Rules whose matches do not count, since a condition of theirs failed that is about all of something. */
    private final Set<String> withheld = new HashSet<>(0);

    private Mishaps mishaps;
    private final Map<String, Object> worked = new LinkedHashMap<>(0);
    private @Nullable Object fact;

    /** @param progress is told the rule that is about to speak, at 1 */
    Sitting(RuleBook book, Case given, IntBuffer progress) {
        this.book = book;
        this.item = book.values().in(given, worked::put);
        this.progress = progress;
        this.problems = new ArrayList<>(item.problems());
        this.mishaps = new Mishaps(
                false,
                book.rules()::containsKey,
                Comparator.comparingInt(rule -> info(rule).index()));
        this.ballot = new Ballot(book.definition(), book.item().type(), item.values(), book.limits());
    }

    Decision decide() {
        Contained.begin(this);
        try {
            Object made = book.item().make(item.values(), "", problems);
            fact = made;
            book.constraints().check(made, item.receivedAt(), problems);
            return judge(made);
        } catch (Throwable e) {
            // An Error of a rule is that item's own: the session is gone, and a person looks at it.
            RuleFailure.log(book, e);
            return book.verdict().failed(item, problems, RuleFailure.reason(e, ballot.rule));
        } finally {
            Contained.end();
        }
    }

    private Decision judge(Object made) {
        List<ReferenceTable.Row> rows = new ArrayList<>(0);
        for (ReferenceTable table : book.tables()) {
            table.match(item.values(), rows::add);
        }
        KieSession session = session(made, rows);
        session.fireAllRules(this);
        ballot.end();
        worked.forEach(ballot::fill);
        Decision decision = book.verdict().of(item, ballot, problems);
        if (mishaps.isEmpty() && decision.route() != Route.FULL) {
            return decision;
        }
        Mishaps found = mishaps;
        if (!found.isEmpty()) {
            found.forget(harmless(found, made, rows));
        }
        if (decision.route() == Route.FULL) {
            var reasons = new ArrayList<>(found.unchecked());
            reasons.addAll(unchecked(decision, session, made, rows, found.rules()));
            decision = reasons.isEmpty() ? decision : book.verdict().unchecked(decision, reasons);
            return book.verdict().despite(decision, found.failed(), List.of());
        }
        return book.verdict().despite(decision, found.failed(), found.unchecked());
    }

    private KieSession session(Object made, List<ReferenceTable.Row> rows) {
        KieSession session = book.sessions().next();
        session.setGlobal(Prelude.GLOBAL, new RuleVerbs(ballot));
        session.insert(made);
        for (ReferenceTable.Row row : rows) {
            session.insert(row.fact());
        }
        return session;
    }

    /** Why the machine may not do it after all: something is missing that a rule would have had to know. */
    private List<String> unchecked(
            Decision full, KieSession session, Object made, List<ReferenceTable.Row> rows, Set<String> told) {
        Unchecked unchecked = book.unchecked();
        List<Unchecked.Gap> gaps = unchecked.gaps(item.values(), rows);
        if (gaps.isEmpty()) {
            return List.of();
        }
        mishaps = new Mishaps(true, name -> unchecked.companion(name) != null, Comparator.naturalOrder());
        var held = new HashSet<Companion>();
        EntryPoint entry = session.getEntryPoint(Companions.ENTRY);
        if (entry != null) {
            entry.insert(made);
            rows.forEach(row -> entry.insert(row.fact()));
            session.fireAllRules(match -> {
                ballot.checkTime();
                Companion companion = unchecked.companion(match.getRule().getName());
                if (companion != null) {
                    held.add(companion);
                }
                return false;
            });
        }
        for (String failed : mishaps.rules()) {
            Companion companion = Objects.requireNonNull(unchecked.companion(failed));
            Mishaps.Mishap mishap = Objects.requireNonNull(mishaps.of(failed));
            if (companion.kind() == Companion.Kind.GROUND) {
                // What could not be worked out does not surely hold.
                held.remove(companion);
            } else if (mishap.beyondConditions || info(companion.rule()).ofAll()) {
                held.add(companion);
            }
        }
        return unchecked.reasons(full, gaps, held, told);
    }

    /**
     * Of the rules that failed, those that do not hold whatever the conditions that failed would have been. They counted as false;
     * now they count as true.
     */
    private Set<String> harmless(Mishaps found, Object made, List<ReferenceTable.Row> rows) {
        var harmless = new HashSet<String>();
        for (String rule : found.rules()) {
            Mishaps.Mishap mishap = Objects.requireNonNull(found.of(rule));
            // Two conditions, one of them under "not": then both true or both false are not all there is to try.
            boolean tried = !info(rule).ofAll() || mishap.conditions.size() == 1;
            if (!mishap.beyondConditions && tried && !info(rule).gathers() && !withheld.contains(rule)) {
                harmless.add(rule);
            }
        }
        if (harmless.isEmpty()) {
            return harmless;
        }
        mishaps = new Mishaps(true, harmless::contains, Comparator.naturalOrder());
        session(made, rows).fireAllRules(match -> {
            ballot.checkTime();
            harmless.remove(match.getRule().getName());
            return false;
        });
        // A value that conditions need was not worked out: they might hold.
        harmless.removeIf(rule -> {
            Mishaps.Mishap mishap = mishaps.of(rule);
            return mishap != null && mishap.beyondConditions;
        });
        return harmless;
    }

    private RuleInfo info(String rule) {
        return Objects.requireNonNull(book.rules().get(rule));
    }

    /** What is known of a lambda of the pack's rules. */
    @Nullable
    Lambda lambda(String name) {
        return book.lambdas().find(name);
    }

    /** A condition, value or consequence of rules has failed; answers what the condition counts as. */
    boolean failed(Exception failure, Lambda lambda, @Nullable Object[] given) {
        RuleInfo speaking = ballot.rule;
        if (lambda.kind() == Lambda.Kind.CONSEQUENCE && speaking != null) {
            RuleFailure.log(book, failure);
            ballot.takeBack();
            note(speaking.name(), failure, lambda, given);
        } else {
            lambda.rules().forEach(rule -> note(rule, failure, lambda, given));
        }
        return mishaps.answer;
    }

    private void note(String rule, Exception failure, Lambda lambda, @Nullable Object[] given) {
        RuleInfo info = book.rules().get(rule);
        Map<String, @Nullable Object> seen =
                info == null ? Map.of() : book.lambdas().seen(lambda, given, this::prefix, info.variables());
        boolean consequence = lambda.kind() == Lambda.Kind.CONSEQUENCE;
        List<String> missing = RuleFailure.isOfNothing(failure) ? missing(seen) : List.of();
        mishaps.add(
                rule,
                lambda.kind() == Lambda.Kind.CONDITION ? lambda : null,
                missing,
                RuleFailure.words(failure, seen.isEmpty() && consequence ? ballot.seen() : seen));
    }

    private List<String> missing(Map<String, @Nullable Object> seen) {
        List<String> missing = seen.entrySet().stream()
                .filter(field -> field.getValue() == null)
                .map(Map.Entry::getKey)
                .toList();
        return missing.isEmpty() ? book.lambdas().missingWithin(seen) : missing;
    }

    /** What a rule gathers by has failed. */
    void failed(Exception failure, String rule) {
        mishaps.add(rule, null, List.of(), RuleFailure.words(failure, Map.of()));
    }

    private String prefix(Object matched) {
        return matched == fact ? "" : place(matched);
    }

    /** Sees every match just before it fires. */
    @Override
    public boolean accept(Match match) {
        RuleInfo rule = info(match.getRule().getName());
        if (rule.ofAll() && mishaps.of(rule.name()) != null) {
            withheld.add(rule.name());
            return false;
        }
        progress.put(1, rule.index());
        ballot.begin(rule, seen(rule, match));
        return true;
    }

    private Map<String, @Nullable Object> seen(RuleInfo rule, Match match) {
        if (rule.reads().isEmpty()) {
            return Map.of();
        }
        List<Object> matched = match.getObjects();
        return new Seen(() -> seen(rule, matched));
    }

    private Map<String, @Nullable Object> seen(RuleInfo rule, List<Object> objects) {
        var seen = new LinkedHashMap<String, @Nullable Object>();
        for (Object matched : objects) {
            List<FieldsRead.Read> reads = rule.reads().get(matched.getClass());
            if (reads != null) {
                String prefix = prefix(matched);
                for (FieldsRead.Read read : reads) {
                    seen.put(prefix + read.path(), Bounds.value(read.in(matched)));
                }
            }
        }
        return seen;
    }

    /** {@code lines[2].} for an element of the item's lists, otherwise the type's name. */
    private String place(Object matched) {
        for (Slot slot : book.item().slots()) {
            if (slot.nested() != null && slot.nested().java() == matched.getClass() && fact != null) {
                Object held = slot.get(fact);
                if (held == matched) {
                    return slot.name() + ".";
                }
                if (held instanceof List<?> list) {
                    for (int i = 0; i < list.size(); i++) {
                        if (list.get(i) == matched) {
                            return slot.name() + "[" + i + "].";
                        }
                    }
                }
            }
        }
        return matched.getClass().getSimpleName() + ".";
    }

    /** The rule that spoke last; may be asked by another thread. */
    @Nullable
    RuleInfo lastRule() {
        return ballot.rule;
    }
}
