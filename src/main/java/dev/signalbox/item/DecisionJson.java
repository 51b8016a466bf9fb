package dev.signalbox.item;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A decision as JSON, the same as {@link Json#text} makes of it. */
final class DecisionJson {
    private DecisionJson() {}

    static String of(Decision decision) {
        var json = new StringBuilder(1024);
        new JsonText(json)
                .text("route", decision.route().name())
                .text("outcome", decision.outcome())
                .text("queue", decision.queue())
                .text("task", decision.task() == null ? null : decision.task().name())
                .texts("reasons", decision.reasons())
                .texts("questions", decision.questions())
                .objects("rules", decision.rules(), DecisionJson::rule)
                .objects("problems", decision.problems(), DecisionJson::problem)
                .objects("warnings", decision.warnings(), DecisionJson::problem)
                .raw("set", decision.set().isEmpty() ? "{}" : Json.text(decision.set()))
                .raw("priority", Integer.toString(decision.priority()))
                .text("version", decision.version())
                .text("decidedAt", decision.decidedAt().toString())
                .end();
        return json.toString();
    }

    private static void rule(JsonText json, MatchedRule rule) {
        json.text("name", rule.name())
                .text("verb", rule.verb())
                .text("reason", rule.reason())
                .raw("values", values(rule.values()));
    }

    private static String values(Map<String, @Nullable Object> values) {
        var json = new StringBuilder(values.size() * 32 + 2);
        var object = new JsonText(json);
        values.forEach((field, value) -> {
            if (value == null || value instanceof String) {
                object.text(field, (String) value);
            } else {
                object.raw(field, Json.text(value));
            }
        });
        object.end();
        return json.toString();
    }

    private static void problem(JsonText json, Problem problem) {
        json.text("field", problem.field()).text("message", problem.message()).text("value", problem.value());
    }
}
