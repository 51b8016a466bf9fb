package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.db.Tx;
import dev.signalbox.review.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No statement that moves items reads a table from end to end, however many items there are. */
class QueryPlanTest {
    @TempDir
    Path folder;

    @Test
    void everyStatementOfAnItemsLifeFindsItsRowsByAnIndex() throws Exception {
        try (var receiver = new Practice();
                var bench =
                        new Workbench(folder.resolve("data"), Parcels.write(folder.resolve("rules"), receiver.uri()))) {
            live(bench, receiver);
            var statements = bench.database
                    .write(tx -> tx.statements().stream()
                            .filter(sql -> sql.matches("(?s)\\s*(SELECT|UPDATE|WITH).*"))
                            .toList())
                    .join();
            assertThat(statements).hasSizeGreaterThan(20);
            for (String statement : statements) {
                assertThat(bench.database.write(tx -> plan(tx, statement)).join())
                        .as(statement)
                        .noneMatch(line -> line.matches("SCAN (step|item|history|s|i)\\b(?!.* USING .*INDEX).*"));
            }
        }
    }

    private static void live(Workbench bench, Practice receiver) throws Exception {
        bench.accepted("parcels", Parcels.json("full", "1"));
        bench.accepted("parcels", Parcels.json("bad", "\"x\""));
        bench.accepted("parcels", Parcels.json("partial", "5"));
        receiver.answerWith(503);
        for (int attempt = 0; attempt < 8; attempt++) { // and rests
            bench.work();
            bench.clock.advance(Duration.ofSeconds(2));
        }
        receiver.answerWith(422);
        for (int attempt = 0; attempt < 9; attempt++) {
            bench.work();
            bench.clock.advance(Duration.ofMinutes(1));
        }
        bench.answer(bench.next("parcels", "mend", "ada"), "ada", new Answer(null, null, "{\"kilos\": 1}", null));
        bench.answer(
                bench.next("parcels", "chief", "ada"), "ada", new Answer(null, "by hand", null, Answer.Action.SKIP));
        var task = bench.next("parcels", "desk", "ada");
        bench.reviews.release(task.id(), "ada").join();
        bench.reviews.claim(task.id(), "ada").join();
        bench.clock.advance(Duration.ofHours(1));
        bench.reviews.expireLeases().join();
        bench.worker.expireLeases().join();
        bench.answer(bench.next("parcels", "desk", "bob"), "bob", new Answer("FORGET", null, null, null));
    }

    private static List<String> plan(Tx tx, String statement) {
        return tx.handle()
                .createQuery("EXPLAIN QUERY PLAN " + statement.replace('?', '1').replace(":", "\\:"))
                .map((row, context) -> row.getString("detail"))
                .list();
    }
}
