package dev.signalbox.cli;

import dev.signalbox.db.Database;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Copies the database file while the server runs. */
@Command(
        name = "backup",
        description =
                "Copy the database of a data folder, also while the server runs. A PostgreSQL is copied by pg_dump.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class Backup implements Callable<Integer> {
    @Option(names = "--data", description = "Folder of the database file.")
    Path data = Path.of("data");

    @Option(
            names = "--to",
            required = true,
            description = "The copy, a file that does not exist yet. To restore it, put it into an empty folder as"
                    + " signalbox.db and serve that.")
    Path to = Path.of("");

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        Database.backup(data, to);
        spec.commandLine().getOut().println("Copied " + data + " to " + to);
        return 0;
    }
}
