package dev.signalbox.cli;

import dev.signalbox.Signalbox;
import dev.signalbox.decision.host.RuleHosts;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the server until it is told to stop. */
@Command(name = "serve", description = "Run the server.", mixinStandardHelpOptions = true, showDefaultValues = true)
public final class Serve implements Callable<Integer> {
    private static final long STOP_SECONDS = 18;

    @Option(names = "--host", description = "Address to listen on; only this machine's own until there is sign-in.")
    String host = "127.0.0.1";

    @Option(names = "--port", description = "Port to listen on; 0 for any free one.")
    int port = 8080;

    @Option(names = "--data", description = "Folder of the database file, and of compiled rules.")
    Path data = Path.of("data");

    @Option(
            names = "--db",
            paramLabel = "URL",
            description = "A PostgreSQL instead of the file in --data: postgresql://user:password@host:5432/name."
                    + " Several nodes may share it. Also read from SIGNALBOX_DB.",
            defaultValue = "${env:SIGNALBOX_DB}",
            showDefaultValue = CommandLine.Help.Visibility.NEVER)
    @Nullable
    String db;

    @Option(names = "--rules", description = "Folder of process packs.")
    Path rules = Path.of("rules");

    @Mixin
    RulesOptions isolation = new RulesOptions();

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        var faults = new ArrayList<>(Signalbox.faults(host, port, data, db, rules));
        faults.addAll(isolation.faults());
        if (!faults.isEmpty()) {
            var err = spec.commandLine().getErr();
            faults.forEach(fault -> err.println("signalbox: " + fault));
            err.flush();
            return CommandLine.ExitCode.USAGE;
        }
        RuleHosts.deleteAbandoned();
        var signalbox = new Signalbox(host, port, data, db, rules, isolation.loader(data), Clock.systemUTC());
        closeOnExit(signalbox);
        announce(spec.commandLine().getOut(), signalbox);
        new CountDownLatch(1).await();
        return 0;
    }

    static void announce(PrintWriter out, Signalbox signalbox) {
        for (var bad : signalbox.processes().bad()) {
            out.println("Pack " + bad.name() + " does not load:");
            bad.faults().forEach(fault -> out.println("  " + fault));
        }
        out.println("Signalbox is ready on " + signalbox.address());
        out.flush();
    }

    static void closeOnExit(Signalbox signalbox) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            haltLater();
            try {
                signalbox.close();
            } catch (Exception e) {
                throw new IllegalStateException("Expected to stop in order, but " + e.getMessage(), e);
            }
        }));
    }

    // Whoever stops it may kill it soon; a stop that hangs loses nothing that was answered, as a kill does not.
    private static void haltLater() {
        var end = new Thread(() -> {
            try {
                TimeUnit.SECONDS.sleep(STOP_SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            LoggerFactory.getLogger(Serve.class)
                    .error("Expected to stop in order within {} s, but something hangs: stopped at once", STOP_SECONDS);
            Runtime.getRuntime().halt(1);
        });
        end.setDaemon(true);
        end.start();
    }
}
