package dev.signalbox.decision;

import dev.signalbox.item.MatchedRule;
import dev.signalbox.item.Route;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one match of a rule said with one verb. */
final class Vote {
    /** By the pack's order of rules, and within a rule by what was said and seen: never by the order of firing. */
    static final Comparator<Vote> ORDER = Comparator.<Vote>comparingInt(vote -> vote.rule.index())
            .thenComparing(vote -> vote.verb)
            .thenComparing(vote -> vote.reason)
            .thenComparing(vote -> String.valueOf(vote.outcome))
            .thenComparing(vote -> String.valueOf(vote.queue))
            .thenComparing(vote -> vote.questions.toString())
            .thenComparing(vote -> vote.values.toString());

    final RuleInfo rule;
    final String verb;
    final String reason;
    final Map<String, @Nullable Object> values;
    final @Nullable Route route;
    final List<String> questions = new ArrayList<>(0);

    @Nullable
    String outcome;

    @Nullable
    String queue;

    Vote(RuleInfo rule, String verb, String reason, Map<String, @Nullable Object> values, @Nullable Route route) {
        this.rule = rule;
        this.verb = verb;
        this.reason = reason;
        this.values = values;
        this.route = route;
    }

    MatchedRule matched() {
        return new MatchedRule(rule.name(), verb, reason, values);
    }
}
