package dev.signalbox.decision.host;

import dev.signalbox.decision.Bounds;
import dev.signalbox.decision.Case;
import dev.signalbox.decision.WrittenRule;
import dev.signalbox.item.Decision;
import dev.signalbox.item.MatchedRule;
import dev.signalbox.item.Route;
import dev.signalbox.item.TaskKind;
import dev.signalbox.process.ProcessDefinition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decisions on their way back. Whatever a pack declares (outcomes, queues, rules, fields) is a number, so that nothing can
 * come back that it does not declare; what the server knows by itself is not sent at all.
 */
final class Decisions {
    private static final List<Route> ROUTES = List.of(Route.values());
    private static final List<TaskKind> TASKS = List.of(TaskKind.values());

    private final String version;
    private final List<String> outcomes;
    private final List<String> queues;
    private final List<String> rules;
    private final Map<String, Integer> ruleNumbers = new HashMap<>();
    private final Values values;

    Decisions(ProcessDefinition definition, String version, List<WrittenRule> rules, Values values) {
        this.version = version;
        this.outcomes = List.copyOf(definition.outcomes().keySet());
        this.queues = List.copyOf(definition.queues().keySet());
        this.rules = rules.stream().map(WrittenRule::name).toList();
        this.values = values;
        for (int i = 0; i < rules.size(); i++) {
            ruleNumbers.put(rules.get(i).name(), i);
        }
    }

    void write(FrameWriter out, Decision whole) {
        Decision decision = Bounds.of(whole);
        out.number(ROUTES.indexOf(decision.route()));
        number(out, outcomes, decision.outcome());
        number(out, queues, decision.queue());
        TaskKind task = decision.task();
        out.number(task == null ? 0 : TASKS.indexOf(task) + 1L);
        words(out, decision.reasons());
        words(out, decision.questions());
        out.number(decision.rules().size());
        for (MatchedRule rule : decision.rules()) {
            write(out, rule);
        }
        Cases.problems(out, decision.problems());
        values.write(out, decision.set());
        out.number(decision.priority());
    }

    private static void number(FrameWriter out, List<String> names, @Nullable String name) {
        out.number(name == null ? 0 : names.indexOf(name) + 1L);
    }

    private static void words(FrameWriter out, List<String> words) {
        out.number(words.size());
        words.forEach(out::word);
    }

    private void write(FrameWriter out, MatchedRule rule) {
        out.number(ruleNumbers.getOrDefault(rule.name(), -1));
        out.word(rule.verb());
        out.word(rule.reason());
        out.number(rule.values().size());
        rule.values().forEach((field, value) -> {
            out.word(field);
            if (value instanceof Boolean flag) {
                out.number(flag ? 2 : 1);
            } else {
                out.number(0);
                out.text((String) value);
            }
        });
    }

    /** The decision about an item that was sent. */
    Decision read(FrameReader in, Case item) throws BadFrame {
        Route route = ROUTES.get(in.below(ROUTES.size()));
        String outcome = oneOf(in, outcomes);
        String queue = oneOf(in, queues);
        int task = in.below(TASKS.size() + 1);
        if ((route == Route.FULL) != (queue == null) || (queue == null) != (task == 0)) {
            throw new BadFrame("Expected a queue and a task with " + route + " alone when a person decides");
        }
        if (route == Route.FULL && outcome == null) {
            throw new BadFrame("Expected an outcome with FULL, but there is none");
        }
        List<String> reasons = words(in);
        if (reasons.isEmpty()) {
            throw new BadFrame("Expected a reason for " + route + ", but there is none");
        }
        return Bounds.of(new Decision(
                route,
                outcome,
                queue,
                task == 0 ? null : TASKS.get(task - 1),
                reasons,
                words(in),
                matched(in),
                Cases.problems(in),
                item.warnings(),
                Collections.unmodifiableMap(values.read(in)),
                in.below(101),
                version,
                item.receivedAt()));
    }

    private static @Nullable String oneOf(FrameReader in, List<String> names) throws BadFrame {
        int number = in.below(names.size() + 1);
        return number == 0 ? null : names.get(number - 1);
    }

    private static List<String> words(FrameReader in) throws BadFrame {
        int size = in.count();
        if (size == 1) {
            return List.of(in.word());
        }
        var words = new ArrayList<String>(size);
        for (int i = 0; i < size; i++) {
            words.add(in.word());
        }
        return List.copyOf(words);
    }

    private List<MatchedRule> matched(FrameReader in) throws BadFrame {
        int size = in.count();
        var matched = new ArrayList<MatchedRule>(size);
        for (int i = 0; i < size; i++) {
            String name = rules.get(in.below(rules.size()));
            matched.add(new MatchedRule(name, in.word(), in.word(), seen(in)));
        }
        return List.copyOf(matched);
    }

    private static Map<String, @Nullable Object> seen(FrameReader in) throws BadFrame {
        int size = in.count();
        if (size == 0) {
            return Map.of();
        }
        var seen = new LinkedHashMap<String, @Nullable Object>();
        for (int i = 0; i < size; i++) {
            String field = in.word();
            int kind = in.below(3);
            seen.put(field, kind == 0 ? in.textOrNull() : (Object) (kind == 2));
        }
        return Collections.unmodifiableMap(seen);
    }
}
