package dev.signalbox.decision;

import dev.signalbox.decision.unknown.Companion;
import dev.signalbox.decision.unknown.Companions;
import dev.signalbox.item.Decision;
import dev.signalbox.item.Problem;
import dev.signalbox.item.Route;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    private @Nullable Object fact;

    /** @param progress is told the rule that is about to speak, at 1 */
    Sitting(RuleBook book, Case item, IntBuffer progress) {
        this.book = book;
        this.item = item;
        this.progress = progress;
        this.problems = new ArrayList<>(item.problems());
        this.ballot = new Ballot(book.definition(), book.item().type(), item.values(), book.limits());
    }

    Decision decide() {
        try {
            Object made = book.item().make(item.values(), "", problems);
            fact = made;
            book.constraints().check(made, item.receivedAt(), problems);
            return judge(made);
        } catch (Throwable e) {
            // An Error of a rule is that item's own: the session is gone, and a person looks at it.
            RuleFailure.log(book, e);
            return book.verdict().failed(item, problems, RuleFailure.reason(e, ballot.rule));
        }
    }

    private Decision judge(Object made) {
        KieSession session = book.sessions().next();
        session.setGlobal(Prelude.GLOBAL, new RuleVerbs(ballot));
        session.insert(made);
        List<ReferenceTable.Row> rows = new ArrayList<>(0);
        for (ReferenceTable table : book.tables()) {
            table.match(item.values(), rows::add);
        }
        for (ReferenceTable.Row row : rows) {
            session.insert(row.fact());
        }
        session.fireAllRules(this);
        ballot.end();
        Decision decision = book.verdict().of(item, ballot, problems);
        return decision.route() == Route.FULL ? unlessUnchecked(decision, session, made, rows) : decision;
    }

    /** The decision, or a more cautious one when something is missing that a rule would have had to know. */
    private Decision unlessUnchecked(Decision full, KieSession session, Object made, List<ReferenceTable.Row> rows) {
        Unchecked unchecked = book.unchecked();
        List<Unchecked.Gap> gaps = unchecked.gaps(item.values(), rows);
        if (gaps.isEmpty()) {
            return full;
        }
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
        List<String> reasons = unchecked.reasons(full, gaps, held);
        return reasons.isEmpty() ? full : book.verdict().unchecked(full, reasons);
    }

    /** Sees every match just before it fires. */
    @Override
    public boolean accept(Match match) {
        RuleInfo rule = Objects.requireNonNull(book.rules().get(match.getRule().getName()));
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
                String prefix = matched == fact ? "" : place(matched);
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
