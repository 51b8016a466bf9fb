package dev.signalbox.sim;

import dev.signalbox.decision.Case;
import dev.signalbox.decision.DecisionEngine;
import dev.signalbox.decision.WrittenRule;
import dev.signalbox.item.Decision;
import dev.signalbox.item.ItemType;
import dev.signalbox.item.ItemType.Field;
import dev.signalbox.item.ItemType.Kind;
import dev.signalbox.item.Problem;
import dev.signalbox.item.Route;
import dev.signalbox.item.TaskKind;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rules of parcels without a rule engine: what is decided does not matter here, only that each route is taken. */
final class ParcelRules implements DecisionEngine {
    private static final ItemType TYPE =
            ItemType.of("Parcel", List.of(field("number", Kind.TEXT), field("kilos", Kind.DECIMAL)));

    private static Field field(String name, Kind kind) {
        return new Field(name, kind, false, null);
    }

    @Override
    public ItemType type() {
        return TYPE;
    }

    @Override
    public List<Decision> decide(List<Case> batch) {
        return batch.stream().map(ParcelRules::decide).toList();
    }

    private static Decision decide(Case parcel) {
        if (!(parcel.values().get("kilos") instanceof BigDecimal kilos)) {
            return decision(parcel, Route.MANUAL, null, "mend", TaskKind.CORRECT);
        }
        return switch (kilos.intValue()) {
            case 0 -> decision(parcel, Route.FULL, "FORGET", null, null);
            case 1, 2 -> decision(parcel, Route.FULL, "SEND", null, null);
            case 3, 4 -> decision(parcel, Route.PARTIAL, "SEND", null, TaskKind.REVIEW);
            default -> decision(parcel, Route.MANUAL, null, null, TaskKind.REVIEW);
        };
    }

    private static Decision decision(
            Case parcel, Route route, @Nullable String outcome, @Nullable String queue, @Nullable TaskKind task) {
        List<Problem> problems =
                task == TaskKind.CORRECT ? List.of(new Problem("kilos", "must not be null", null)) : List.of();
        return new Decision(
                route,
                outcome,
                queue,
                task,
                List.of("its weight"),
                List.of(),
                List.of(),
                problems,
                List.of(),
                Map.of(),
                0,
                "simulated",
                parcel.receivedAt());
    }

    @Override
    public List<WrittenRule> rules() {
        return List.of();
    }

    @Override
    public Map<String, List<String>> levers() {
        return Map.of();
    }

    @Override
    public @Nullable String withdrawn() {
        return null;
    }

    @Override
    public void close() {}
}
