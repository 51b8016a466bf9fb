package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.db.Store;
import dev.signalbox.db.Tx;
import dev.signalbox.intake.FileFormat;
import dev.signalbox.intake.FileImport;
import dev.signalbox.intake.Receipt;
import dev.signalbox.intake.RowAnswer;
import dev.signalbox.intake.Submission;
import dev.signalbox.item.Ids;
import dev.signalbox.item.ItemStatus;
import dev.signalbox.plan.Step;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** One row that cannot be read or changed, among others that can: it holds up nobody. */
@ParameterizedClass
@EnumSource
class PoisonTest {
    private final Store store;

    @TempDir
    Path folder;

    private Practice receiver;
    private Workbench bench;

    PoisonTest(Store store) {
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
    void anItemWhoseDecisionCannotBeReadGoesToAPersonAndTheOthersGoOn() throws Exception {
        var poison = bench.accepted("parcels", Parcels.json("poison", "1"));
        var others = bench.accepted("parcels", Parcels.json("other", "1"));
        spoilDecision(poison);
        for (int attempt = 1; attempt <= 3; attempt++) {
            bench.work();
            bench.clock.advance(Duration.ofMinutes(1));
        }
        assertThat(bench.item(others).status()).isEqualTo(ItemStatus.CLOSED);
        assertThat(receiver.received())
                .as("nothing is carried out for the poisoned item")
                .hasSize(2);
        assertThat(states(poison)).containsExactly("label FAILED", "ship WAITING", "resolve READY");
        var task = bench.next("parcels", "chief", "ada");
        assertThat(task.itemId()).isEqualTo(poison.id());
        assertThat(task.reasons().get(0)).startsWith("Expected to read what was decided, but");
    }

    @Test
    void aTaskWhoseDecisionCannotBeReadIsShownAsSuchAndHoldsUpNoneBehindIt() throws Exception {
        var poison = bench.accepted("parcels", Parcels.json("poison", "5"));
        bench.clock.advance(Duration.ofSeconds(1));
        var other = bench.accepted("parcels", Parcels.json("other", "5"));
        spoilDecision(poison);
        assertThat(bench.reviews.tasks("parcels", "desk", null, 10)).hasSize(2);
        assertThat(bench.next("parcels", "desk", "ada").itemId()).isEqualTo(poison.id());
        assertThat(bench.next("parcels", "desk", "bob").itemId()).isEqualTo(other.id());
    }

    @Test
    void aStepThatCannotBeClaimedIsLeftAndTheOthersGoOn() throws Exception {
        var poison = bench.accepted("parcels", Parcels.json("poison", "1"));
        var others = Stream.of("a", "b")
                .map(number -> bench.accepted("parcels", Parcels.json(number, "1")))
                .toList();
        refuseChanges(poison);
        assertThat(bench.work()).isEqualTo(2);
        assertThat(bench.work()).isEqualTo(2);
        assertThat(others).allMatch(other -> bench.item(other).status() == ItemStatus.CLOSED);
        assertThat(states(poison)).containsExactly("label READY", "ship WAITING");
    }

    @Test
    void aLeaseThatCannotBeFreedIsLeftAndTheOthersAreFreed() throws Exception {
        var poison = bench.accepted("parcels", Parcels.json("poison", "1"));
        var other = bench.accepted("parcels", Parcels.json("other", "1"));
        receiver.hold();
        bench.worker.startDue().join();
        refuseChanges(poison);
        bench.clock.advance(Duration.ofMinutes(2));
        assertThat(bench.worker.expireLeases().join()).isEqualTo(1);
        assertThat(states(other)).containsExactly("label READY", "ship WAITING");
        receiver.letGo();
        while (bench.worker.running() > 0) {
            Thread.onSpinWait();
        }
    }

    @Test
    void anItemThatCannotBeStoredHarmsNeitherItsBatchNorItsFile() throws Exception {
        change("CREATE TRIGGER poison BEFORE INSERT ON item " + onPostgres("FOR EACH ROW")
                + " WHEN (NEW.payload LIKE '%poison%') "
                + (store == Store.SQLITE
                        ? "BEGIN SELECT RAISE(ABORT, 'poison'); END"
                        : "EXECUTE FUNCTION is_append_only('poison')"));
        var process = bench.process("parcels");
        var singles = Stream.of("a", "b", "poison", "c", "d")
                .map(number -> bench.intake.submit(
                        process,
                        new Submission(Parcels.json(number, "1").getBytes(StandardCharsets.UTF_8), null, "erp")))
                .toList();
        for (int i = 0; i < singles.size(); i++) {
            var receipt = singles.get(i).exceptionally(Receipt.Failed::new).join();
            assertThat(receipt).isInstanceOf(i == 2 ? Receipt.Failed.class : Receipt.Accepted.class);
        }
        var file = new StringBuilder();
        for (int row = 1; row <= 502; row++) {
            file.append(Parcels.json(row == 40 || row == 502 ? "poison" + row : "row" + row, "1"))
                    .append('\n');
        }
        var answers = new ArrayList<RowAnswer>();
        new FileImport(bench.database, new Ids(bench.clock), live -> bench.threads)
                .run(
                        process,
                        FileFormat.NDJSON,
                        new ByteArrayInputStream(file.toString().getBytes(StandardCharsets.UTF_8)),
                        null,
                        "erp",
                        answers::addAll);
        assertThat(answers).hasSize(502);
        assertThat(answers.stream()
                        .filter(answer -> answer.receipt() instanceof Receipt.Failed)
                        .map(RowAnswer::row))
                .containsExactly(40L, 502L);
    }

    private void spoilDecision(Receipt.Accepted receipt) {
        change(
                "DROP TRIGGER item_decision_is_kept" + onPostgres(" ON item"),
                "UPDATE item SET decision = '{' WHERE id = " + Ids.parse(receipt.id()));
    }

    private void refuseChanges(Receipt.Accepted receipt) {
        var when = " WHEN (OLD.item_id = " + Ids.parse(receipt.id()) + ") ";
        change("CREATE TRIGGER poison BEFORE UPDATE ON step " + onPostgres("FOR EACH ROW") + when
                + (store == Store.SQLITE
                        ? "BEGIN SELECT RAISE(ABORT, 'poison'); END"
                        : "EXECUTE FUNCTION is_append_only('poison')"));
    }

    private String onPostgres(String words) {
        return store == Store.POSTGRESQL ? words : "";
    }

    private void change(String... statements) {
        for (var statement : statements) {
            bench.database.write((Tx tx) -> tx.handle().execute(statement)).join();
        }
    }

    private List<String> states(Receipt.Accepted receipt) {
        return bench.item(receipt).steps().stream().map(PoisonTest::state).toList();
    }

    private static String state(Step step) {
        return step.name() + " " + step.status();
    }
}
