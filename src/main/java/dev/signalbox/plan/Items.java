package dev.signalbox.plan;

import dev.signalbox.db.Database;
import dev.signalbox.db.Tx;
import dev.signalbox.item.Decision;
import dev.signalbox.item.Ids;
import dev.signalbox.item.ItemStatus;
import dev.signalbox.item.Json;
import dev.signalbox.item.Route;
import dev.signalbox.plan.Conservation.OfProcess;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads items: one, a page of them, and their numbers. */
public final class Items {
    private static final String COLUMNS =
            "id, process, status, received_at, payload, decision, intended, outcome, closed_at, decision_n";

    private static final int PAGE = 1_000;
    private static final int MOST_MENTIONS = 500;
    /** With four statuses and three routes each: SQLite combines at most 500 SELECTs. */
    private static final int PROCESSES_TOGETHER = 40;

    private final Database database;

    public Items(Database database) {
        this.database = database;
    }

    /** Whether the database answers and takes what is written, so that items can be accepted. Blocks for a few seconds at most. */
    public boolean canBeStored() {
        return database.isUp();
    }

    public Optional<ItemView> find(long id) {
        return database.read(tx -> find(tx, id));
    }

    /** The item that bears a name, if there is one. */
    public Optional<ItemView> named(byte[] name) {
        return database.read(
                tx -> tx.query("SELECT id FROM item WHERE name = ?", row -> row.getLong("id"), (Object) name).stream()
                        .findFirst()
                        .flatMap(id -> find(tx, id)));
    }

    public static Optional<ItemView> find(Tx tx, long id) {
        return tx
                .query(
                        "SELECT " + COLUMNS + " FROM item WHERE id = ?",
                        row -> view(row, steps(tx, id), earlier(tx, id, row.getInt("decision_n"))),
                        id)
                .stream()
                .findFirst();
    }

    /** Those of these items that there are, by id. */
    public static Map<Long, ItemView> find(Tx tx, List<Long> ids) {
        var steps = new HashMap<Long, List<Step>>();
        tx.queryIn(
                        "SELECT " + StepRow.COLUMNS + " FROM step s WHERE s.item_id IN (%s) ORDER BY s.item_id, s.n",
                        StepRow::read,
                        ids)
                .forEach(step -> steps.computeIfAbsent(step.itemId(), id -> new ArrayList<>())
                        .add(step));
        var found = new LinkedHashMap<Long, ItemView>();
        tx.queryIn(
                        "SELECT " + COLUMNS + " FROM item WHERE id IN (%s)",
                        row -> {
                            long id = row.getLong("id");
                            return view(
                                    row, steps.getOrDefault(id, List.of()), earlier(tx, id, row.getInt("decision_n")));
                        },
                        ids)
                .forEach(item -> found.put(item.id(), item));
        return found;
    }

    private static List<Step> steps(Tx tx, long id) {
        return tx.query(
                "SELECT " + StepRow.COLUMNS + " FROM step s WHERE s.item_id = ? ORDER BY s.n", StepRow::read, id);
    }

    private static List<Decision> earlier(Tx tx, long id, int current) {
        return current == 1
                ? List.of()
                : tx.query(
                        "SELECT decision FROM earlier_decision WHERE item_id = ? ORDER BY n",
                        row -> Decision.stored(row.getString("decision")),
                        id);
    }

    private static ItemView view(ResultSet row, List<Step> steps, List<Decision> earlier) throws SQLException {
        var decision = Decision.stored(row.getString("decision"));
        return new ItemView(
                row.getLong("id"),
                row.getString("process"),
                ItemStatus.valueOf(row.getString("status")),
                Instant.ofEpochMilli(row.getLong("received_at")),
                decision.over(row.getString("payload")),
                row.getString("payload"),
                decision,
                steps,
                row.getString("intended"),
                row.getString("outcome"),
                StepRow.time(row, "closed_at"),
                earlier);
    }

    /** The bytes of an item as they came. */
    public Optional<byte[]> submitted(long id) {
        return database.read(tx -> tx.handle()
                .createQuery("""
                        SELECT submitted, coalesce(e.payload, i.payload) AS payload
                        FROM item i LEFT JOIN earlier_decision e ON e.item_id = i.id AND e.n = 1
                        WHERE i.id = ?""")
                .bind(0, id)
                .map((row, context) -> {
                    var bytes = row.getBytes("submitted");
                    return bytes != null ? bytes : row.getString("payload").getBytes(StandardCharsets.UTF_8);
                })
                .findOne());
    }

    /**
     * A page of items, newest first. One index, (process, status, route, id), serves every filter: each combination that
     * the filter leaves open is a short range of its own, and the ranges are merged. Without any filter the key itself serves.
     */
    public List<ItemView> list(ItemFilter filter) {
        return database.read(tx -> {
            var ids = filter.isOpen() ? newest(tx, filter) : newest(tx, filter, processes(tx, filter));
            var found = find(tx, ids);
            return ids.stream().map(id -> Objects.requireNonNull(found.get(id))).toList();
        });
    }

    /** The ids of the items with these names, newest first. */
    public List<Long> named(List<byte[]> names) {
        return database.read(tx -> {
            var ids = new TreeSet<Long>(Comparator.reverseOrder());
            for (byte[] name : names) {
                ids.addAll(tx.query("SELECT id FROM item WHERE name = ?", row -> row.getLong("id"), (Object) name));
            }
            return List.copyOf(ids);
        });
    }

    /** An item that holds some text. */
    public record Mention(long id, String process, String payload) {}

    /** Items whose data hold a text, whatever its case, the newest first. Reads all data of as many items as it looks at. */
    public List<Mention> mentioning(String text, int newest) {
        var quoted = Json.text(text);
        var pattern = quoted.substring(1, quoted.length() - 1)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[!%_]", "!$0");
        return database.read(tx -> tx.query(
                """
                SELECT id, process, payload FROM (
                    SELECT id, process, payload FROM item ORDER BY id DESC LIMIT ?) AS newest
                WHERE lower(payload) LIKE ? ESCAPE '!' ORDER BY id DESC LIMIT ?""",
                row -> new Mention(row.getLong("id"), row.getString("process"), row.getString("payload")),
                newest,
                "%" + pattern + "%",
                MOST_MENTIONS));
    }

    /** The largest id there is, or 0. */
    public long newest() {
        return database.read(tx -> tx.query("SELECT max(id) AS id FROM item", row -> row.getLong("id")))
                .get(0);
    }

    private static List<Long> newest(Tx tx, ItemFilter filter) {
        return tx.query(
                "SELECT id FROM item WHERE id < ? ORDER BY id DESC LIMIT ?",
                row -> row.getLong("id"),
                filter.below(),
                filter.limit());
    }

    private static List<Long> newest(Tx tx, ItemFilter filter, List<String> processes) {
        var ids = new ArrayList<Long>();
        for (int from = 0; from < processes.size(); from += PROCESSES_TOGETHER) {
            ids.addAll(newestOf(
                    tx, filter, processes.subList(from, Math.min(from + PROCESSES_TOGETHER, processes.size()))));
        }
        return ids.stream()
                .sorted(Comparator.reverseOrder())
                .limit(filter.limit())
                .toList();
    }

    private static List<Long> newestOf(Tx tx, ItemFilter filter, List<String> processes) {
        var statuses = filter.status() == null ? EnumSet.allOf(ItemStatus.class) : EnumSet.of(filter.status());
        var routes = filter.route() == null ? EnumSet.allOf(Route.class) : EnumSet.of(filter.route());
        var ranges = new ArrayList<String>();
        var values = new ArrayList<@Nullable Object>();
        for (String process : processes) {
            for (ItemStatus status : statuses) {
                for (Route route : routes) {
                    ranges.add("""
                            SELECT * FROM (SELECT id FROM item
                            WHERE process = ? AND status = '%s' AND route = '%s' AND id < ?
                            ORDER BY id DESC LIMIT ?) r""".formatted(status, route));
                    values.addAll(List.of(process, filter.below(), filter.limit()));
                }
            }
        }
        values.add(filter.limit());
        return tx.query(
                String.join("\nUNION ALL\n", ranges) + "\nORDER BY id DESC LIMIT ?",
                row -> row.getLong("id"),
                values.toArray());
    }

    private static List<String> processes(Tx tx, ItemFilter filter) {
        return filter.process() == null ? processes(tx) : List.of(filter.process());
    }

    // The distinct first column of an index, found by jumping from one to the next.
    private static List<String> processes(Tx tx) {
        return tx.handle().createQuery("""
                        WITH RECURSIVE p (process) AS (
                            SELECT min(process) FROM item
                            UNION ALL
                            SELECT (SELECT min(process) FROM item WHERE process > p.process)
                            FROM p WHERE p.process IS NOT NULL)
                        SELECT process FROM p WHERE process IS NOT NULL""").mapTo(String.class).list();
    }

    /** The items of a process behind an id, oldest first, some at a time: for reading all of them. */
    public List<PastItem> after(String process, long id) {
        return database.read(tx -> tx.handle()
                .createQuery("""
                        SELECT id, received_at, payload, CASE WHEN route <> 'FULL' THEN outcome END AS outcome
                        FROM item WHERE id > ? AND process = ? ORDER BY id LIMIT ?""")
                .bind(0, id)
                .bind(1, process)
                .bind(2, PAGE)
                .map((row, context) -> new PastItem(
                        row.getLong("id"),
                        Instant.ofEpochMilli(row.getLong("received_at")),
                        row.getString("payload").getBytes(StandardCharsets.UTF_8),
                        row.getString("outcome")))
                .list());
    }

    public long count(String process) {
        return database.read(tx -> tx.handle()
                .createQuery("SELECT count(*) FROM item WHERE process = ?")
                .bind(0, process)
                .mapTo(Long.class)
                .one());
    }

    public List<RouteCount> counts() {
        return database.read(tx -> tx.handle()
                .createQuery("""
                        SELECT process, status, route, count(*) AS items FROM item
                        GROUP BY process, status, route ORDER BY process, status, route""")
                .map((row, context) -> new RouteCount(
                        row.getString("process"),
                        ItemStatus.valueOf(row.getString("status")),
                        Route.valueOf(row.getString("route")),
                        row.getLong("items")))
                .list());
    }

    /** What became of the items that arrived since each of these moments, by process. */
    public List<List<Cohort>> cohorts(List<Instant> since) {
        return database.read(
                tx -> Cohorts.of(tx, since.stream().map(Ids::firstOf).toList()));
    }

    public Conservation conservation() {
        return Conservation.of(database.read(tx -> tx.handle()
                .createQuery("""
                        SELECT i.process, accepted, closed, coalesce(held, 0) AS held
                        FROM (SELECT process, count(*) AS accepted,
                                     count(*) FILTER (WHERE status IN ('CLOSED', 'CANCELLED')) AS closed
                              FROM item GROUP BY process) i
                        LEFT JOIN (SELECT process, sum(held) AS held
                                   FROM (SELECT process, count(*) AS held FROM step
                                         WHERE kind = 'HUMAN' AND status IN ('READY', 'CLAIMED') GROUP BY process
                                         UNION ALL
                                         SELECT process, count(*) AS held FROM step
                                         WHERE kind = 'AUTOMATIC' AND status IN ('READY', 'CLAIMED') GROUP BY process) k
                                   GROUP BY process) s
                        ON s.process = i.process
                        ORDER BY i.process""")
                .map((row, context) -> new OfProcess(
                        row.getString("process"), row.getLong("accepted"), row.getLong("closed"), row.getLong("held")))
                .list()));
    }
}
