package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.db.Store;
import dev.signalbox.intake.Receipt;
import dev.signalbox.item.Ids;
import dev.signalbox.item.ItemStatus;
import dev.signalbox.item.Route;
import dev.signalbox.item.TaskKind;
import dev.signalbox.outcome.HistoryEntry;
import dev.signalbox.outcome.HistoryEntry.Event;
import dev.signalbox.plan.Step;
import dev.signalbox.plan.StepStatus;
import dev.signalbox.review.Answer;
import dev.signalbox.review.Answer.Action;
import dev.signalbox.review.BadAnswer;
import dev.signalbox.review.Task;
import dev.signalbox.review.TaskConflict;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An item's way from its arrival to its end, on real rules, a real database and a real receiver. */
@ParameterizedClass
@EnumSource
class LifecycleTest {
    private final Store store;

    private static final Answer SEND = new Answer("SEND", null, null, null);

    @TempDir
    Path folder;

    private Practice receiver;
    private Workbench bench;

    LifecycleTest(Store store) {
        this.store = store;
    }

    @BeforeEach
    void open() throws Exception {
        receiver = new Practice();
        bench = new Workbench(store, folder.resolve("data"), Parcels.write(folder.resolve("rules"), receiver.uri()));
    }

    @AfterEach
    void close() throws Exception {
        var sum = bench.items.conservation();
        assertThat(sum.accepted()).as("accepted = closed + held").isEqualTo(sum.closed() + sum.held());
        bench.close();
        receiver.close();
    }

    @Test
    void aFullItemIsCarriedOutStepByStepAndCloses() throws Exception {
        var receipt = bench.accepted("parcels", Parcels.json("1", "1.5"));
        assertThat(receipt.route()).isEqualTo(Route.FULL);
        assertThat(states(receipt)).containsExactly("label READY", "ship WAITING");
        bench.work();
        assertThat(states(receipt)).containsExactly("label DONE", "ship READY");
        bench.work();
        var item = bench.item(receipt);
        assertThat(item.status()).isEqualTo(ItemStatus.CLOSED);
        assertThat(item.outcome()).isEqualTo("SEND");
        assertThat(receiver.received()).hasSize(2);
        assertThat(events(receipt))
                .containsExactly(Event.RECEIVED, Event.DECIDED, Event.STEP_DONE, Event.STEP_DONE, Event.CLOSED);
    }

    @Test
    void anOutcomeWithoutStepsClosesTheItemWithItsReview() {
        var receipt = bench.accepted("parcels", Parcels.json("1", "0.01"));
        var task = bench.next("parcels", "desk", "ada");
        assertThat(task.suggested()).isEqualTo("FORGET");
        assertThat(task.questions()).containsExactly("Is it empty?");
        bench.answer(task, "ada", new Answer("FORGET", "it is", null, null));
        assertThat(bench.item(receipt).status()).isEqualTo(ItemStatus.CLOSED);
        assertThat(bench.item(receipt).outcome()).isEqualTo("FORGET");
    }

    @Test
    void whatRulesFillInIsLaidOverThePayload() {
        var receipt = bench.accepted("parcels", Parcels.json("1", "0.01"));
        assertThat(Workbench.json(receipt).at("/payload/value").asInt(-1)).isZero();
        assertThat(bench.item(receipt).payload()).contains("\"value\"");
    }

    @Test
    void aSecondReviewFollowsTheFirstAndItsOutcomeCounts() {
        var receipt = bench.accepted("parcels", "{\"number\": \"1\", \"kilos\": 1, \"value\": 1000}");
        assertThat(receipt.route()).isEqualTo(Route.MANUAL);
        assertThat(states(receipt)).containsExactly("review READY", "review WAITING");
        assertThat(bench.reviews.find(receipt.id() + "-2").orElseThrow().dueAt())
                .as("nobody is late with it yet")
                .isNull();
        bench.answer(bench.next("parcels", "desk", "ada"), "ada", SEND);
        assertThat(states(receipt)).containsExactly("review DONE", "review READY");
        bench.answer(bench.next("parcels", "chief", "grace"), "grace", new Answer("RETURN", null, null, null));
        assertThat(states(receipt)).containsExactly("review DONE", "review DONE", "label READY");
        assertThat(bench.item(receipt).intended()).isEqualTo("RETURN");
    }

    @Test
    void aTaskIsDueByTheValueOfTheFieldThatItsQueueNames() throws Exception {
        var now = Instant.parse("2026-01-05T08:00:00Z");
        bench.accepted("parcels", "{\"number\": \"1\", \"kilos\": 1, \"value\": 5000.0}");
        var first = bench.next("parcels", "desk", "ada");
        assertThat(first.dueAt()).as("no time is said for 5000").isEqualTo(now.plus(Duration.ofHours(8)));
        bench.answer(first, "ada", SEND);
        assertThat(bench.next("parcels", "chief", "grace").dueAt())
                .as("made ready later, by the item as stored")
                .isEqualTo(now.plus(Duration.ofHours(1)));
        bench.accepted("parcels", Parcels.json("2", "0.01"));
        assertThat(bench.next("parcels", "desk", "ada").dueAt())
                .as("what a rule filled in counts")
                .isEqualTo(now.plus(Duration.ofMinutes(30)));
        bench.accepted("parcels", "{\"number\": \"3\", \"kilos\": 5, \"value\": 0, \"urgent\": true}");
        assertThat(bench.next("parcels", "desk", "bob").dueAt())
                .as("less what a rule's priority takes off")
                .isEqualTo(now.plus(Duration.ofSeconds(450)));
        receiver.answerWith(422);
        bench.accepted("parcels", "{\"number\": \"4\", \"kilos\": 1, \"value\": 0}");
        bench.work();
        bench.clock.advance(Duration.ofSeconds(2));
        bench.work();
        bench.clock.advance(Duration.ofSeconds(4));
        bench.work();
        assertThat(bench.next("parcels", "chief", "grace").dueAt())
                .as("a step that failed")
                .isEqualTo(now.plusSeconds(6).plus(Duration.ofHours(4)));
    }

    @Test
    void badDataIsCorrectedAndDecidedAgainAndTheOldDecisionStays() throws Exception {
        var receipt = bench.accepted("parcels", "{\"number\": \"1\", \"kilos\": \"heavy\"}");
        var task = bench.next("parcels", "mend", "ada");
        assertThat(task.kind()).isEqualTo(TaskKind.CORRECT);
        assertThat(task.problems()).extracting("field").containsExactly("kilos");
        bench.clock.advance(Duration.ofMinutes(3));
        bench.answer(task, "ada", new Answer(null, "asked the sender", "{\"kilos\": 1.5}", null));
        var item = bench.item(receipt);
        assertThat(item.decision().route()).isEqualTo(Route.FULL);
        assertThat(item.decision().decidedAt()).isEqualTo(Instant.parse("2026-01-05T08:03:00Z"));
        assertThat(item.earlier()).extracting(d -> d.route()).containsExactly(Route.MANUAL);
        assertThat(item.payload()).isEqualTo("{\"number\":\"1\",\"kilos\":1.5}");
        assertThat(states(receipt)).containsExactly("correct DONE", "label READY", "ship WAITING");
        bench.work();
        bench.work();
        assertThat(bench.item(receipt).outcome()).isEqualTo("SEND");
        assertThat(events(receipt)).contains(Event.CORRECTED);
        assertThat(new String(bench.items.submitted(item.id()).orElseThrow(), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo("{\"number\": \"1\", \"kilos\": \"heavy\"}");
    }

    @Test
    void aCorrectionThatIsStillWrongAsksAgain() {
        var receipt = bench.accepted("parcels", "{\"number\": \"1\"}");
        bench.answer(bench.next("parcels", "mend", "ada"), "ada", new Answer(null, null, "{\"kilos\": -1}", null));
        assertThat(states(receipt)).containsExactly("correct DONE", "correct READY");
        bench.answer(bench.next("parcels", "mend", "ada"), "ada", new Answer("RETURN", "no answer", null, null));
        assertThat(bench.item(receipt).intended()).isEqualTo("RETURN");
    }

    @Test
    void theSameAgainGetsTheFirstAnswerWhateverHappenedSince() throws Exception {
        var body = "{\"number\": \"1\", \"kilos\": \"heavy\"}";
        var first = bench.accepted("parcels", body);
        var again = bench.accepted("parcels", " { \"kilos\":\"heavy\",\"number\":\"1\" }");
        assertThat(again.replayed()).isTrue();
        assertThat(again.json().get()).isEqualTo(first.json().get());
        bench.answer(bench.next("parcels", "mend", "ada"), "ada", new Answer(null, null, "{\"kilos\": 1}", null));
        bench.work();
        bench.work();
        var afterAll = bench.accepted("parcels", body);
        assertThat(afterAll.json().get()).isEqualTo(first.json().get());
        assertThat(afterAll.status()).isEqualTo(ItemStatus.AWAITING_REVIEW);
    }

    @Test
    void theSameKeyWithAnotherBodyIsRefused() {
        var first = bench.accepted("parcels", Parcels.json("1", "1"));
        assertThat(bench.post("parcels", Parcels.json("1", "2"), null)).isEqualTo(new Receipt.KeyReused(first.id()));
        var named = (Receipt.Accepted) bench.post("parcels", Parcels.json("1", "2"), "letter 7");
        assertThat(named.replayed())
                .as("the caller's key goes before the pack's")
                .isFalse();
        assertThat(bench.post("parcels", Parcels.json("3", "2"), "letter 7")).isInstanceOf(Receipt.KeyReused.class);
    }

    @Test
    void manyAtOnceWithOneKeyMakeOneItem() {
        var all = new ArrayList<CompletableFuture<Receipt>>();
        for (int i = 0; i < 200; i++) {
            all.add(CompletableFuture.supplyAsync(
                    () -> bench.post("parcels", Parcels.json("1", "1"), null), bench.threads));
        }
        var receipts = all.stream().map(f -> (Receipt.Accepted) f.join()).toList();
        assertThat(receipts.stream().map(Receipt.Accepted::id).distinct()).hasSize(1);
        assertThat(receipts.stream().filter(r -> !r.replayed())).hasSize(1);
        assertThat(bench.items.conservation().accepted()).isEqualTo(1);
    }

    @Test
    void aWorkerThatStopsGivesBackWhatHasNotEndedAndItsLateReportIsRefused() throws Exception {
        var receipt = bench.accepted("parcels", Parcels.json("1", "1"));
        receiver.hold();
        bench.worker.startDue().join();
        assertThat(bench.worker.stop(Duration.ofMillis(50)).join()).isEqualTo(1);
        assertThat(states(receipt)).containsExactly("label READY", "ship WAITING");
        receiver.letGo();
        while (bench.worker.running() > 0) {
            Thread.onSpinWait();
        }
        assertThat(states(receipt)).as("the late report").containsExactly("label READY", "ship WAITING");
        bench.work();
        assertThat(states(receipt)).containsExactly("label DONE", "ship READY");
    }

    @Test
    void nextGivesTheTaskWithTheLeastTimeLeft() {
        bench.accepted("parcels", Parcels.json("old", "5"));
        bench.clock.advance(Duration.ofHours(1));
        var urgent = bench.accepted("parcels", "{\"number\": \"urgent\", \"kilos\": 5, \"urgent\": true}");
        var task = bench.next("parcels", "desk", "ada");
        assertThat(task.itemId()).isEqualTo(urgent.id());
        assertThat(task.priority()).isEqualTo(75);
        assertThat(task.dueAt()).as("8 h less 75 percent").isEqualTo(Instant.parse("2026-01-05T11:00:00Z"));
    }

    @Test
    void anOutcomeGivenAgainIsAnsweredAsTheFirstTimeAndAnotherIsRefused() {
        var receipt = bench.accepted("parcels", Parcels.json("1", "5"));
        var task = bench.next("parcels", "desk", "ada");
        var answer = new Answer("FORGET", "lost", null, null);
        var first = bench.answer(task, "ada", answer);
        assertThat(bench.answer(task, "ada", answer)).isEqualTo(first);
        assertThat(history(receipt))
                .filteredOn(entry -> entry.event() == Event.COMPLETED)
                .hasSize(1);
        for (var other : List.of(new Answer("SEND", "lost", null, null), new Answer("FORGET", "found", null, null))) {
            assertThatThrownBy(() -> bench.answer(task, "ada", other)).hasCauseInstanceOf(TaskConflict.class);
        }
        assertThatThrownBy(() -> bench.answer(task, "bob", answer)).hasCauseInstanceOf(TaskConflict.class);
    }

    @Test
    void aCorrectionGivenAgainIsAnsweredAsTheFirstTimeAndAnotherIsRefused() {
        var receipt = bench.accepted("parcels", "{\"number\": \"1\"}");
        var first = bench.next("parcels", "mend", "ada");
        bench.answer(first, "ada", correction("{\"kilos\": -1}", "asked"));
        var second = bench.next("parcels", "mend", "ada");
        bench.answer(second, "ada", correction("{\"kilos\": 5.50, \"value\": null}", null));
        var entries = history(receipt);
        for (var again : List.of("{\"kilos\": -1}", "{\"kilos\":-1.0}", "{\"value\":null,\"kilos\":\"-1\"}")) {
            assertThat(bench.answer(first, "ada", correction(again, "asked")).status())
                    .isEqualTo(StepStatus.DONE);
        }
        assertThat(bench.answer(second, "ada", correction("{\"value\":null,\"kilos\":5.5}", null))
                        .id())
                .isEqualTo(second.id());
        for (var other : List.of(
                correction("{\"kilos\": 5.5}", "asked"),
                correction("{\"kilos\": -1}", "guessed"),
                correction("{\"kilos\": -1, \"value\": 2}", "asked"),
                new Answer("SEND", "asked", null, null))) {
            assertThatThrownBy(() -> bench.answer(first, "ada", other))
                    .isInstanceOfAny(TaskConflict.class, java.util.concurrent.CompletionException.class);
        }
        assertThatThrownBy(() -> bench.answer(first, "bob", correction("{\"kilos\": -1}", "asked")))
                .isInstanceOfAny(TaskConflict.class, java.util.concurrent.CompletionException.class);
        assertThat(history(receipt)).isEqualTo(entries);
        assertThat(bench.item(receipt).earlier()).hasSize(2);
    }

    @Test
    void manyAtOnceWithOneCorrectionCorrectOnce() {
        bench.accepted("parcels", "{\"number\": \"1\"}");
        var task = bench.next("parcels", "mend", "ada");
        var all = new ArrayList<CompletableFuture<Task>>();
        for (int i = 0; i < 20; i++) {
            all.add(bench.completion.complete(task.id(), "ada", correction("{\"kilos\": 5}", "asked")));
        }
        assertThat(all).allSatisfy(one -> assertThat(one.join().status()).isEqualTo(StepStatus.DONE));
    }

    @ParameterizedTest
    @EnumSource
    void whatIsSaidOfAFailedStepAgainIsAnsweredAsTheFirstTimeAndAnotherIsRefused(Action action) throws Exception {
        var receipt = failedLabel();
        var task = bench.next("parcels", "chief", "ada");
        var answer = new Answer(action == Action.CLOSE ? "RETURN" : null, "by hand", null, action);
        bench.answer(task, "ada", answer);
        var entries = history(receipt);
        assertThat(bench.answer(task, "ada", answer).status()).isEqualTo(StepStatus.DONE);
        for (var other : List.of(
                new Answer(null, "by hand", null, action == Action.RETRY ? Action.SKIP : Action.RETRY),
                new Answer(answer.outcome(), "otherwise", null, action),
                new Answer("SEND", "by hand", null, Action.CLOSE))) {
            assertThatThrownBy(() -> bench.answer(task, "ada", other)).hasCauseInstanceOf(TaskConflict.class);
        }
        assertThatThrownBy(() -> bench.answer(task, "bob", answer)).hasCauseInstanceOf(TaskConflict.class);
        assertThat(history(receipt)).isEqualTo(entries);
    }

    @Test
    void anAnswerWithAPartThatHasNoPlaceIsRefusedAndNothingOfItIsTaken() throws Exception {
        bench.accepted("parcels", Parcels.json("1", "5"));
        bench.accepted("parcels", "{\"number\": \"2\"}");
        var review = bench.next("parcels", "desk", "ada");
        var correct = bench.next("parcels", "mend", "ada");
        failedLabel("3");
        var resolve = bench.next("parcels", "chief", "ada");
        unfit(review, new Answer("SEND", null, "{\"kilos\":1}", null), "Expected no payload");
        unfit(review, new Answer("SEND", null, "{}", null), "Expected no payload");
        unfit(review, new Answer("SEND", null, null, Action.CLOSE), "Expected no action");
        unfit(correct, new Answer("SEND", null, "{\"kilos\":1}", null), "Expected no outcome");
        unfit(correct, new Answer(null, null, "{\"kilos\":1}", Action.SKIP), "Expected no action");
        unfit(correct, new Answer("SEND", null, null, Action.CLOSE), "Expected no action");
        unfit(correct, new Answer(null, null, "{}", null), "of the fields to change");
        unfit(correct, new Answer(null, "seen", null, null), "Expected payload");
        unfit(resolve, new Answer(null, "n", "{\"kilos\":1}", Action.SKIP), "Expected no payload");
        unfit(resolve, new Answer("SEND", "n", null, Action.RETRY), "Expected no outcome");
        unfit(resolve, new Answer("SEND", "n", null, Action.SKIP), "Expected no outcome");
        unfit(resolve, new Answer("SEND", "n", null, null), "Expected action");
        unfit(resolve, new Answer(null, "n", null, Action.CLOSE), "Expected outcome");
        for (var task : List.of(review, correct, resolve)) {
            assertThat(bench.reviews.find(task.id()).orElseThrow().status()).isEqualTo(StepStatus.CLAIMED);
        }
    }

    private void unfit(Task task, Answer answer, String message) {
        assertThatThrownBy(() -> bench.answer(task, "ada", answer))
                .satisfies(failure -> assertThat(failure instanceof BadAnswer ? failure : failure.getCause())
                        .isInstanceOf(BadAnswer.class)
                        .hasMessageContaining(message));
    }

    private static Answer correction(String payload, @Nullable String note) {
        return new Answer(null, note, payload, null);
    }

    @Test
    void claimingAClaimedTaskIsRefused() {
        bench.accepted("parcels", Parcels.json("1", "5"));
        var task = bench.next("parcels", "desk", "ada");
        assertThat(bench.reviews.next("parcels", "desk", "bob").join()).isEmpty();
        assertThatThrownBy(() -> bench.reviews.claim(task.id(), "bob").join())
                .hasCauseInstanceOf(TaskConflict.class)
                .hasMessageContaining("ada holds it until 08:10 UTC");
        assertThatThrownBy(() -> bench.reviews.release(task.id(), "bob").join()).hasCauseInstanceOf(TaskConflict.class);
        assertThatThrownBy(() -> bench.answer(task, "bob", SEND)).hasCauseInstanceOf(TaskConflict.class);
    }

    @Test
    void aClaimEndsWithItsLeaseAndItsHolderCanExtendIt() {
        bench.accepted("parcels", Parcels.json("1", "5"));
        var task = bench.next("parcels", "desk", "ada");
        bench.clock.advance(Duration.ofMinutes(9));
        assertThat(bench.reviews.expireLeases().join()).isZero();
        assertThat(bench.reviews.claim(task.id(), "ada").join().leaseUntil())
                .isEqualTo(Instant.parse("2026-01-05T08:19:00Z"));
        bench.clock.advance(Duration.ofMinutes(10));
        assertThat(bench.reviews.expireLeases().join()).isEqualTo(1);
        assertThat(bench.next("parcels", "desk", "bob").id()).isEqualTo(task.id());
        assertThatThrownBy(() -> bench.answer(task, "ada", SEND))
                .as("she was too late")
                .hasCauseInstanceOf(TaskConflict.class);
    }

    @Test
    void aReleasedTaskIsFreeAgain() {
        var receipt = bench.accepted("parcels", Parcels.json("1", "5"));
        bench.reviews.release(bench.next("parcels", "desk", "ada").id(), "ada").join();
        assertThat(bench.next("parcels", "desk", "bob").itemId()).isEqualTo(receipt.id());
        assertThat(events(receipt)).endsWith(Event.CLAIMED, Event.RELEASED, Event.CLAIMED);
    }

    @Test
    void anAnswerThatDoesNotFitChangesNothing() {
        bench.accepted("parcels", Parcels.json("1", "5"));
        var task = bench.next("parcels", "desk", "ada");
        assertThatThrownBy(() -> bench.answer(task, "ada", new Answer("BURN", null, null, null)))
                .hasCauseInstanceOf(BadAnswer.class)
                .hasMessageContaining("Expected outcome to be one of SEND, RETURN, FORGET, but was 'BURN'");
        assertThat(bench.reviews.find(task.id()).orElseThrow().status()).isEqualTo(StepStatus.CLAIMED);
    }

    @Test
    void aStepThatFailsIsTriedAgainLaterAndThenResolvedByAPerson() throws Exception {
        receiver.answerWith(422);
        var receipt = bench.accepted("parcels", Parcels.json("1", "1"));
        assertThat(bench.work()).isEqualTo(1);
        assertThat(bench.work()).as("not before its time").isZero();
        bench.clock.advance(Duration.ofSeconds(2));
        assertThat(bench.work()).isEqualTo(1);
        bench.clock.advance(Duration.ofSeconds(4));
        assertThat(bench.work()).isEqualTo(1);
        assertThat(states(receipt)).containsExactly("label FAILED", "ship WAITING", "resolve READY");
        var task = bench.next("parcels", "chief", "ada");
        assertThat(task.error()).contains("Expected 2xx from").contains("was 422");
        receiver.answerWith(204);
        bench.answer(task, "ada", new Answer(null, null, null, Action.RETRY));
        bench.work();
        bench.work();
        assertThat(bench.item(receipt).status()).isEqualTo(ItemStatus.CLOSED);
    }

    @Test
    void aFailedStepCanBeSkippedWithAReasonOnly() throws Exception {
        var receipt = failedLabel();
        var task = bench.next("parcels", "chief", "ada");
        assertThatThrownBy(() -> bench.answer(task, "ada", new Answer(null, " ", null, Action.SKIP)))
                .hasCauseInstanceOf(BadAnswer.class);
        bench.answer(task, "ada", new Answer(null, "labelled by hand", null, Action.SKIP));
        assertThat(states(receipt)).containsExactly("label SKIPPED", "ship READY", "resolve DONE");
    }

    @Test
    void anItemWithAFailedStepCanBeClosedByHand() throws Exception {
        var receipt = failedLabel();
        bench.answer(bench.next("parcels", "chief", "ada"), "ada", new Answer("RETURN", "lost", null, Action.CLOSE));
        assertThat(states(receipt)).containsExactly("label FAILED", "ship SKIPPED", "resolve DONE");
        assertThat(bench.item(receipt).outcome()).isEqualTo("RETURN");
    }

    @Test
    void theStepOfADeadWorkerIsTakenUpAfterItsLeaseAndItsLateReportIsRefused() throws Exception {
        var receipt = bench.accepted("parcels", Parcels.json("1", "1"));
        receiver.hold();
        bench.worker.startDue().join();
        bench.clock.advance(Duration.ofMinutes(2));
        assertThat(bench.worker.expireLeases().join()).isEqualTo(1);
        assertThat(states(receipt)).containsExactly("label READY", "ship WAITING");
        var other = bench.newWorker();
        assertThat(other.startDue().join()).isEqualTo(1);
        receiver.letGo();
        while (bench.worker.running() + other.running() > 0) {
            Thread.onSpinWait();
        }
        assertThat(states(receipt)).containsExactly("label DONE", "ship READY");
        assertThat(events(receipt).stream().filter(e -> e == Event.STEP_DONE)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE history SET actor = 'nobody'",
                "DELETE FROM history",
                "UPDATE item SET sender = 'nobody'",
                "UPDATE item SET received_at = 0",
                "UPDATE item SET decision = '{}'",
                "UPDATE item SET decision = '{}', decision_n = decision_n + 1",
                "DELETE FROM item"
            })
    void historyCannotBeChanged(String change) {
        var receipt = bench.accepted("parcels", Parcels.json("partial", "5"));
        bench.next("parcels", "desk", "ada");
        assertThatThrownBy(() ->
                        bench.database.write(tx -> tx.handle().execute(change)).join())
                .hasMessageContaining("append-only");
        assertThat(history(receipt))
                .extracting(HistoryEntry::actor)
                .startsWith("erp")
                .endsWith("ada");
        assertThat(history(receipt).get(1).actor()).startsWith("rules@");
    }

    @Test
    void noItemCanHaveTwoHolders() {
        var receipt = bench.accepted("parcels", Parcels.json("1", "1"));
        assertThatThrownBy(() -> bench.database
                        .write(tx -> tx.handle()
                                .execute(
                                        "UPDATE step SET status = 'READY', next_try = 0 WHERE item_id = ?",
                                        Ids.parse(receipt.id())))
                        .join())
                .hasMessageMatching("(?is).*unique.*");
    }

    private Receipt.Accepted failedLabel() throws Exception {
        return failedLabel("1");
    }

    private Receipt.Accepted failedLabel(String number) throws Exception {
        receiver.answerWith(422);
        var receipt = bench.accepted("parcels", Parcels.json(number, "1"));
        for (int attempt = 1; attempt <= 3; attempt++) {
            bench.work();
            bench.clock.advance(Duration.ofMinutes(1));
        }
        return receipt;
    }

    private List<String> states(Receipt.Accepted receipt) {
        return bench.item(receipt).steps().stream()
                .map((Step s) -> s.name() + " " + s.status())
                .toList();
    }

    private List<HistoryEntry> history(Receipt.Accepted receipt) {
        return bench.history.of(Ids.parse(receipt.id()));
    }

    private List<Event> events(Receipt.Accepted receipt) {
        return history(receipt).stream().map(HistoryEntry::event).toList();
    }
}
