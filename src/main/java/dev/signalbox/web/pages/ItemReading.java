package dev.signalbox.web.pages;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.decision.LiveProcess;
import dev.signalbox.item.Decision;
import dev.signalbox.item.Ids;
import dev.signalbox.item.ItemType;
import dev.signalbox.item.Json;
import dev.signalbox.item.Labels;
import dev.signalbox.item.Problem;
import dev.signalbox.item.Route;
import dev.signalbox.plan.ItemView;
import dev.signalbox.plan.StepKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a page speaks of one item.
 *
 * @param problems what is wrong with its data: what the decision says, or what was found in a correction that was not made
 * @param process empty when its pack is not loaded: then only what is stored can be shown
 */
public record ItemReading(
        ItemView item, Optional<LiveProcess> process, ObjectNode payload, List<Problem> problems, Now now) {
    private static final int SHORT_VERSION = 12;
    private static final ItemType UNKNOWN = ItemType.of("Item", List.of());

    public static ItemReading of(ItemView item, Optional<LiveProcess> process, Now now) {
        return new ItemReading(
                item,
                process,
                Json.read(item.payload(), ObjectNode.class),
                item.decision().problems(),
                now);
    }

    /** The same, with what a correction was found to have wrong. */
    public ItemReading wrong(List<Problem> found) {
        return new ItemReading(item, process, payload, found, now);
    }

    public String id() {
        return Ids.text(item.id());
    }

    public ItemType type() {
        return process.map(LiveProcess::type).orElse(UNKNOWN);
    }

    public Stored stored() {
        return new Stored(payload, problems);
    }

    public Sheet sheet() {
        return sheet(0);
    }

    /** @param from the first row of long lists that is shown, from 0 */
    public Sheet sheet(int from) {
        return sheet(Map.of(), Set.of(), from);
    }

    /**
     * @param typed what somebody typed over the stored values, by path
     * @param removed paths of list elements that they marked to be taken out
     */
    Sheet sheet(Map<String, String> typed, Set<String> removed) {
        return sheet(typed, removed, 0);
    }

    private Sheet sheet(Map<String, String> typed, Set<String> removed, int from) {
        var rows = new SheetLayout.Rows(from, "/items/" + id());
        return SheetLayout.of(type(), stored(), item.decision().set().keySet(), typed, removed, rows);
    }

    /** What of a form's fields differs from what is stored now, by path. */
    Map<String, String> changed(Map<String, String> typed) {
        return SheetLayout.changed(sheet(typed, Set.of()));
    }

    /** What names the item to people: its key fields, or its id. */
    static String key(Optional<LiveProcess> process, ObjectNode payload, String id) {
        var key = process.map(p -> p.definition().key().fields()).orElse(List.of()).stream()
                .map(field ->
                        payload.has(field) ? Stored.text(payload.get(field)).strip() : "")
                .toList();
        return key.isEmpty() || key.contains("") ? id : String.join(" · ", key);
    }

    public ItemHead head() {
        var closed = item.closedAt();
        return new ItemHead(
                id(),
                "/items/" + id(),
                Labels.label(type().name()),
                key(process, payload, id()),
                item.process(),
                process.map(p -> p.definition().title()).orElse(item.process()),
                item.decision().route(),
                standing(),
                now.ago(item.receivedAt()),
                item.outcome(),
                closed == null ? null : now.ago(closed),
                openTask());
    }

    private String standing() {
        return switch (item.status()) {
            case CLOSED -> "closed";
            case CANCELLED -> "cancelled";
            case IN_PROGRESS, AWAITING_REVIEW ->
                item.steps().stream()
                        .filter(step -> step.status().isOpen())
                        .findFirst()
                        .map(step -> step.kind() == StepKind.HUMAN
                                ? "waits in " + queueTitle(String.valueOf(step.queue()))
                                : "carries out " + Labels.label(step.name()).toLowerCase(java.util.Locale.ROOT))
                        .orElse("open");
        };
    }

    private @Nullable String openTask() {
        return item.steps().stream()
                .filter(step -> step.status().isOpen() && step.kind() == StepKind.HUMAN)
                .findFirst()
                .map(step -> "/tasks/" + step.id())
                .orElse(null);
    }

    public String queueTitle(String queue) {
        return process.map(p -> p.definition().queues().get(queue))
                .map(q -> q.title())
                .orElse(queue);
    }

    public Why why() {
        return why(item.decision(), problems, now);
    }

    public List<Why> earlier() {
        return item.earlier().stream()
                .map(decision -> why(decision, decision.problems(), now))
                .toList();
    }

    private static Why why(Decision decision, List<Problem> problems, Now now) {
        var version = decision.version();
        return new Why(
                decision.route(),
                decision.route() == Route.FULL ? "the rules decided" : Words.route(decision.route()),
                decision.outcome(),
                decision.reasons(),
                decision.questions(),
                decision.rules().stream()
                        .map(rule -> new Why.Rule(
                                rule.name(),
                                Words.verb(rule.verb()),
                                rule.reason(),
                                rule.values().entrySet().stream()
                                        .map(e -> new Why.Saw(
                                                e.getKey(),
                                                e.getValue() == null ? "nothing" : String.valueOf(e.getValue())))
                                        .toList()))
                        .toList(),
                problems.stream().map(ItemReading::fault).toList(),
                said(decision.warnings()),
                version.substring(0, Math.min(SHORT_VERSION, version.length())),
                version,
                now.at(decision.decidedAt()));
    }

    private static Why.Fault fault(Problem problem) {
        var path = problem.field();
        return new Why.Fault(path.isEmpty() ? "" : Labels.path(path), Sheet.id(path), problem.message());
    }

    private static List<String> said(List<Problem> problems) {
        return problems.stream()
                .map(p -> p.field().isEmpty() ? p.message() : p.field() + " " + p.message())
                .collect(Collectors.toList());
    }
}
