package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.db.Store;
import dev.signalbox.intake.Receipt;
import dev.signalbox.item.Ids;
import dev.signalbox.outcome.ActorKind;
import dev.signalbox.outcome.HistoryEntry;
import dev.signalbox.outcome.HistoryEntry.Event;
import dev.signalbox.plan.Cohort;
import dev.signalbox.review.Answer;
import dev.signalbox.review.Answer.Action;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What became of items, by when they arrived; and who, told by what they did. */
@ParameterizedClass
@EnumSource
class CohortsTest {
    private final Store store;

    @TempDir
    Path folder;

    private Practice receiver;
    private Workbench bench;

    CohortsTest(Store store) {
        this.store = store;
    }

    @BeforeEach
    void open() throws Exception {
        receiver = new Practice();
        bench = new Workbench(store, folder.resolve("data"), Parcels.write(folder.resolve("rules"), receiver.uri()));
    }

    @AfterEach
    void close() throws Exception {
        bench.close();
        receiver.close();
    }

    @Test
    void sharesAreOfAllThatArrivedAndNeverOfTheClosed() throws Exception {
        // Long ago: one the machine did, one that a person reviewed, one whose data a person corrected, one whose
        // failed step
        // a person skipped: closed all of them, but the machine did only one.
        bench.accepted(Parcels.NAME, Parcels.json("untouched", "1"));
        bench.accepted(Parcels.NAME, Parcels.json("reviewed", "5"));
        review("desk", new Answer("SEND", null, null, null));
        bench.accepted(Parcels.NAME, Parcels.json("corrected", "-1"));
        review("mend", new Answer(null, null, "{\"kilos\": 1}", null));
        work(8);
        bench.accepted(Parcels.NAME, Parcels.json("skipped", "1"));
        receiver.answerWith(400);
        work(4);
        receiver.answerWith(204);
        review("chief", new Answer(null, "by hand", null, Action.SKIP));
        work(4);
        assertThat(ever()).isEqualTo(new Cohort(Parcels.NAME, 4, 1, 3, 0, 0, 0));

        // A month later: 3 closed by the machine and 5 open are no 100 %.
        bench.clock.advance(Duration.ofDays(31));
        var since = bench.clock.instant();
        for (int n = 0; n < 3; n++) {
            bench.accepted(Parcels.NAME, Parcels.json("new" + n, "1"));
        }
        work(8);
        bench.accepted(Parcels.NAME, Parcels.json("waits", "5"));
        bench.accepted(Parcels.NAME, Parcels.json("wrong", "-1"));
        receiver.answerWith(400);
        bench.accepted(Parcels.NAME, Parcels.json("failed", "1"));
        work(4);
        bench.accepted(Parcels.NAME, Parcels.json("tried again", "1"));
        bench.work();
        bench.accepted(Parcels.NAME, Parcels.json("at work", "1"));

        assertThat(cohort(since)).isEqualTo(new Cohort(Parcels.NAME, 8, 3, 0, 1, 2, 2));
        assertThat(ever()).isEqualTo(new Cohort(Parcels.NAME, 12, 4, 3, 1, 2, 2));
        assertThat(cohort(since.plus(Duration.ofDays(1)))).isEqualTo(new Cohort(Parcels.NAME, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void theHistoryTellsWhatAnActorIsByWhatWasDone() throws Exception {
        // A system and a person may have the same name.
        var item = bench.accepted(Parcels.NAME, Parcels.json("1", "5"));
        var task = bench.next(Parcels.NAME, "desk", "erp");
        bench.reviews.release(task.id(), "erp").join();
        bench.next(Parcels.NAME, "desk", "erp");
        bench.clock.advance(Duration.ofMinutes(11));
        bench.reviews.expireLeases().join();
        bench.answer(bench.next(Parcels.NAME, "desk", "erp"), "erp", new Answer("SEND", null, null, null));
        receiver.answerWith(400);
        work(4);
        review("chief", new Answer(null, null, null, Action.RETRY));
        receiver.answerWith(204);
        work(4);
        bench.reviews.note(Ids.parse(item.id()), "erp", "late news").join();

        assertThat(kinds(item))
                .containsExactly(
                        "RECEIVED SYSTEM",
                        "DECIDED RULES",
                        "CLAIMED PERSON",
                        "RELEASED PERSON",
                        "CLAIMED PERSON",
                        "LEASE_EXPIRED ENGINE",
                        "CLAIMED PERSON",
                        "COMPLETED PERSON",
                        "STEP_RETRIED ENGINE",
                        "STEP_RETRIED ENGINE",
                        "STEP_FAILED ENGINE",
                        "CLAIMED PERSON",
                        "STEP_RETRIED PERSON",
                        "STEP_DONE ENGINE",
                        "STEP_DONE ENGINE",
                        "CLOSED ENGINE",
                        "NOTED PERSON");

        var alone = bench.accepted(Parcels.NAME, Parcels.json("2", "0.001"));
        review("desk", new Answer("FORGET", null, null, null));
        assertThat(kinds(alone)).endsWith("COMPLETED PERSON", "CLOSED PERSON");
        assertThat(bench.history.of(Ids.parse(alone.id())))
                .extracting(HistoryEntry::event, HistoryEntry::actorKind)
                .contains(org.assertj.core.groups.Tuple.tuple(Event.DECIDED, ActorKind.RULES));
    }

    private List<String> kinds(Receipt.Accepted item) {
        return bench.history.of(Ids.parse(item.id())).stream()
                .map(entry -> entry.event() + " " + entry.actorKind())
                .toList();
    }

    private void review(String queue, Answer answer) {
        bench.answer(bench.next(Parcels.NAME, queue, "ada"), "ada", answer);
    }

    private void work(int rounds) throws InterruptedException {
        for (int i = 0; i < rounds; i++) {
            bench.work();
            bench.clock.advance(Duration.ofMinutes(2));
        }
    }

    private Cohort ever() {
        return cohort(Instant.EPOCH);
    }

    private Cohort cohort(Instant since) {
        return bench.items.cohorts(List.of(Instant.EPOCH, since)).get(1).get(0);
    }
}
