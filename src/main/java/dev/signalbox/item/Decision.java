package dev.signalbox.item;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the rules of one pack version decided about one item. Immutable: a correction makes a new one.
 *
 * @param route who decides
 * @param outcome with FULL what will be carried out; with PARTIAL what a person is asked to confirm, and with MANUAL what
 *     a rule suggests to the reviewer, or null. What FULL rules wanted of an item that is MANUAL is one of the reasons
 * @param queue where a person looks at it; null with FULL
 * @param task what that person is asked to do; null with FULL
 * @param reasons why this route, most cautious first; never empty
 * @param questions what the rules ask the reviewer
 * @param rules every rule that matched, in the order of the pack's files
 * @param problems faults in the data; any fault makes the item MANUAL in the quarantine queue
 * @param warnings remarks on the data that change nothing, such as a field the type does not know
 * @param set fields that rules filled in, over what was submitted
 * @param priority 0 to 100: the percentage taken off the time a queue allows
 * @param version SHA-256 of the pack's files, in hex
 * @param decidedAt when it was decided; what rules say of time is judged by the item's receipt
 */
public record Decision(
        Route route,
        @Nullable String outcome,
        @Nullable String queue,
        @Nullable TaskKind task,
        List<String> reasons,
        List<String> questions,
        List<MatchedRule> rules,
        List<Problem> problems,
        List<Problem> warnings,
        Map<String, Object> set,
        int priority,
        String version,
        Instant decidedAt) {

    /**
     * A decision as {@link #json} stored it. One that cannot be read, such as that of a newer version of this software, is
     * shown as such, so that it holds up nothing but its own item.
     */
    public static Decision stored(String json) {
        try {
            return Json.read(json, Decision.class);
        } catch (IllegalStateException e) {
            return new Decision(
                    Route.MANUAL,
                    null,
                    null,
                    null,
                    List.of("Expected to read what was decided, but " + e.getMessage()),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    Map.of(),
                    0,
                    "",
                    Instant.EPOCH);
        }
    }

    /** Whether it was stored, but could not be read. */
    public boolean unreadable() {
        return version.isEmpty();
    }

    /** A payload, a JSON object, with the fields that rules filled in laid over it. */
    public String over(String payload) {
        if (set.isEmpty()) {
            return payload;
        }
        var merged = Json.read(payload, ObjectNode.class);
        set.forEach((field, value) -> merged.set(field, Json.MAPPER.valueToTree(value)));
        return merged.toString();
    }

    /** As it is stored and sent. */
    public String json() {
        return DecisionJson.of(this);
    }

    public Decision decidedAt(Instant when) {
        return new Decision(
                route, outcome, queue, task, reasons, questions, rules, problems, warnings, set, priority, version,
                when);
    }
}
