package dev.signalbox.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.SettableClock;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class DatabaseTest {
    private final Store store;

    @TempDir
    Path folder;

    private Database database;

    DatabaseTest(Store store) {
        this.store = store;
    }

    @BeforeEach
    void open() throws Exception {
        database = store.open(folder, new SettableClock("2026-01-05T08:00:00.123456Z"));
        database.write(tx -> tx.handle().execute("CREATE TABLE note (text TEXT UNIQUE)"))
                .join();
    }

    @AfterEach
    void close() throws Exception {
        database.close();
    }

    @Test
    void workThatFailsUndoesOnlyItself() {
        var all = new ArrayList<CompletableFuture<Integer>>();
        for (int i = 0; i < 300; i++) {
            int n = i;
            all.add(database.write(tx -> {
                int changed = add(tx, "note " + n);
                if (n % 3 == 0) {
                    throw new SQLException("refused " + n);
                }
                return changed;
            }));
        }
        for (int i = 0; i < all.size(); i++) {
            var one = all.get(i);
            if (i % 3 == 0) {
                assertThatThrownBy(one::join).hasMessageContaining("refused " + i);
            } else {
                assertThat(one.join()).isEqualTo(1);
            }
        }
        assertThat(notes()).isEqualTo(200);
    }

    @Test
    void aStatementThatBreaksAConstraintLeavesTheOthersAlone() {
        var first = database.write(tx -> add(tx, "same"));
        var second = database.write(tx -> add(tx, "other") + add(tx, "same"));
        assertThat(first.join()).isEqualTo(1);
        assertThatThrownBy(second::join).hasMessageMatching("(?is).*unique.*");
        assertThat(notes()).isEqualTo(1);
    }

    @Test
    void theTimeOfATransactionIsTheDatabasesToTheMillisecond() {
        assertThat(database.write(Tx::now).join()).hasToString("2026-01-05T08:00:00.123Z");
    }

    @Test
    void whatWasWrittenIsThereWhenItIsOpenedAgain() throws Exception {
        database.write(tx -> add(tx, "kept")).join();
        database.close();
        database = store.open(folder, new SettableClock("2026-01-05T08:00:00Z"));
        assertThat(notes()).isEqualTo(1);
    }

    @Test
    void workGivenToAClosedDatabaseIsRefused() throws Exception {
        database.close();
        assertThatThrownBy(() -> database.write(tx -> add(tx, "late")).join())
                .hasCauseInstanceOf(DatabaseUnavailable.class);
        database = store.open(folder, new SettableClock("2026-01-05T08:00:00Z"));
    }

    private static int add(Tx tx, String text) {
        return tx.handle().execute("INSERT INTO note VALUES (?)", text);
    }

    private int notes() {
        return database.read(tx -> tx.handle()
                .createQuery("SELECT count(*) FROM note")
                .mapTo(Integer.class)
                .one());
    }
}
