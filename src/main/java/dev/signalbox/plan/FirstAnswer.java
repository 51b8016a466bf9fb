package dev.signalbox.plan;

import dev.signalbox.db.Tx;
import dev.signalbox.item.Decision;
import dev.signalbox.item.Ids;
import dev.signalbox.item.ItemStatus;
import dev.signalbox.item.Json;
import dev.signalbox.item.Route;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was answered when an item was accepted, whatever became of it since: its first decision and its first plan.
 *
 * @param content digest of what it means, as first bound
 * @param submitted the bytes as they came
 * @param payloadJson as first bound
 * @param planJson the first plan's steps as JSON
 */
@SuppressWarnings("ArrayRecordComponent") // read once, never compared as a whole
public record FirstAnswer(
        long id,
        String process,
        Instant receivedAt,
        byte[] content,
        String mediaType,
        byte[] submitted,
        String payloadJson,
        Decision decision,
        String decisionJson,
        String planJson) {

    /** The item that bears a name. */
    public static FirstAnswer find(Tx tx, byte @Nullable [] name) throws SQLException {
        try (var prepared = tx.prepare("""
                        SELECT i.id, i.process, i.received_at, i.content, i.media_type, i.submitted,
                               coalesce(e.payload, i.payload) AS payload,
                               coalesce(e.decision, i.decision) AS decision, coalesce(e.plan, i.plan) AS plan
                        FROM item i LEFT JOIN earlier_decision e ON e.item_id = i.id AND e.n = 1
                        WHERE i.name = ?""")) {
            var query = prepared.statement();
            query.setBytes(1, name);
            try (var row = query.executeQuery()) {
                if (!row.next()) {
                    throw new SQLException("Expected the stored item of a name that was taken, but there is none");
                }
                var decision = row.getString("decision");
                var payload = row.getString("payload");
                var submitted = row.getBytes("submitted");
                return new FirstAnswer(
                        row.getLong("id"),
                        row.getString("process"),
                        Instant.ofEpochMilli(row.getLong("received_at")),
                        row.getBytes("content"),
                        row.getString("media_type"),
                        submitted == null ? payload.getBytes(StandardCharsets.UTF_8) : submitted,
                        payload,
                        Json.read(decision, Decision.class),
                        decision,
                        row.getString("plan"));
            }
        }
    }

    /** As first bound, a JSON object in UTF-8. */
    public byte[] payload() {
        return payloadJson.getBytes(StandardCharsets.UTF_8);
    }

    public String textId() {
        return Ids.text(id);
    }

    public Route route() {
        return decision.route();
    }

    public ItemStatus status() {
        if (planJson.equals("[]")) {
            return ItemStatus.CLOSED;
        }
        return Plan.statusWith(StepKind.valueOf(Json.read(planJson, com.fasterxml.jackson.databind.JsonNode.class)
                .get(0)
                .get("kind")
                .asText()));
    }

    public byte[] json() {
        var closed = status() == ItemStatus.CLOSED;
        var intended = decision.route() == Route.FULL ? decision.outcome() : null;
        return ItemJson.item(
                id,
                process,
                status(),
                receivedAt,
                decision.over(payloadJson),
                decisionJson,
                planJson,
                intended,
                closed ? intended : null,
                closed ? receivedAt : null);
    }
}
