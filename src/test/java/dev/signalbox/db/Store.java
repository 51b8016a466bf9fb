package dev.signalbox.db;

import dev.signalbox.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/** The two databases: what is claimed of one is claimed of both. */
public enum Store {
    SQLITE {
        @Override
        public Database open(Path folder, SettableClock clock) throws IOException, SQLException {
            return Database.open(folder, clock);
        }
    },

    POSTGRESQL {
        @Override
        public Database open(Path folder, SettableClock clock) throws IOException, SQLException {
            var name = Files.createDirectories(folder).resolve("postgres");
            if (!Files.exists(name)) {
                Files.writeString(name, Postgres.fresh());
            }
            var address = Files.readString(name);
            var database = Database.connect(address, clock);
            clock.lead(now -> Postgres.setClock(address, now));
            return database;
        }
    };

    /** The database that belongs to a folder, its time being the clock's; opened again, it is the same one. */
    public abstract Database open(Path folder, SettableClock clock) throws IOException, SQLException;
}
