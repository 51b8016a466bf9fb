package dev.signalbox.plan;

import dev.signalbox.db.Tx;
import dev.signalbox.item.ItemStatus;
import dev.signalbox.item.Route;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Counts what became of items by when they arrived, with one look for all moments: ids grow with time, and the indexes that are
 * read hold the id.
 */
final class Cohorts {
    /** Items on the route FULL that are closed, though a person mended their data or resolved a failed step. */
    private static final String HELPED = """
            SELECT process, %s FROM item i
            WHERE id IN (SELECT item_id FROM step WHERE task IN ('CORRECT', 'RESOLVE'))
              AND status = 'CLOSED' AND route = 'FULL'
            GROUP BY process""";

    private static final String TO_RESOLVE = """
            SELECT process, %s FROM (SELECT process, item_id AS id FROM step
                WHERE task IN ('CORRECT', 'RESOLVE') AND task = 'RESOLVE' AND status IN ('READY', 'CLAIMED')) AS i
            GROUP BY process""";

    private static final String TRIED_AGAIN = """
            SELECT process, %s FROM (SELECT process, item_id AS id FROM step
                WHERE kind = 'AUTOMATIC' AND status IN ('READY', 'CLAIMED') AND error IS NOT NULL) AS i
            GROUP BY process""";

    private static final String STANDING = """
            SELECT process, status, route, %s FROM item i GROUP BY process, status, route""";

    private final Tx tx;
    private final List<Long> since;
    private final String counts;

    private Cohorts(Tx tx, List<Long> since) {
        this.tx = tx;
        this.since = since;
        counts = IntStream.range(0, since.size())
                .mapToObj(n -> "count(*) FILTER (WHERE i.id >= ?) AS c" + n)
                .collect(Collectors.joining(", "));
    }

    /**
     * For each moment the cohorts of all processes.
     *
     * @param since ids: an item belongs to it when its own is no smaller
     */
    static List<List<Cohort>> of(Tx tx, List<Long> since) {
        return new Cohorts(tx, since).read();
    }

    private record Standing(String process, ItemStatus status, Route route, List<Long> counts) {}

    private List<List<Cohort>> read() {
        var standing = tx.query(
                STANDING.formatted(counts),
                row -> new Standing(
                        row.getString("process"),
                        ItemStatus.valueOf(row.getString("status")),
                        Route.valueOf(row.getString("route")),
                        counts(row)),
                since.toArray());
        var helped = byProcess(HELPED);
        var toResolve = byProcess(TO_RESOLVE);
        var triedAgain = byProcess(TRIED_AGAIN);
        var processes = new TreeSet<>(standing.stream().map(Standing::process).toList());
        var all = new ArrayList<List<Cohort>>();
        for (int n = 0; n < since.size(); n++) {
            int moment = n;
            all.add(processes.stream()
                    .map(process -> cohort(
                            process,
                            standing.stream()
                                    .filter(each -> each.process.equals(process))
                                    .toList(),
                            moment,
                            at(helped, process, moment),
                            at(toResolve, process, moment),
                            at(triedAgain, process, moment)))
                    .toList());
        }
        return all;
    }

    private static Cohort cohort(
            String process, List<Standing> standing, int moment, long helped, long toResolve, long triedAgain) {
        long accepted = 0;
        long untouched = -helped;
        long closed = 0;
        long working = -triedAgain;
        long waiting = -toResolve;
        for (var each : standing) {
            long items = each.counts.get(moment);
            accepted += items;
            switch (each.status) {
                case CLOSED -> {
                    closed += items;
                    untouched += each.route == Route.FULL ? items : 0;
                }
                case CANCELLED -> closed += items;
                case IN_PROGRESS -> working += items;
                case AWAITING_REVIEW -> waiting += items;
            }
        }
        return new Cohort(process, accepted, untouched, closed - untouched, working, toResolve + triedAgain, waiting);
    }

    private Map<String, List<Long>> byProcess(String sql) {
        var found = new HashMap<String, List<Long>>();
        tx.query(sql.formatted(counts), row -> Map.entry(row.getString("process"), counts(row)), since.toArray())
                .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
        return found;
    }

    private List<Long> counts(java.sql.ResultSet row) throws java.sql.SQLException {
        var counts = new ArrayList<Long>();
        for (int n = 0; n < since.size(); n++) {
            counts.add(row.getLong("c" + n));
        }
        return counts;
    }

    private static long at(Map<String, List<Long>> counts, String process, int moment) {
        var found = counts.get(process);
        return found == null ? 0 : found.get(moment);
    }
}
