package dev.signalbox.decision.host;

import dev.signalbox.process.PackFault;
import dev.signalbox.process.PackRefused;
import dev.signalbox.process.ProcessPack;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The start of a host: from the command to the word that it can decide. */
final class Launch {
    private static final Logger LOG = LoggerFactory.getLogger(Launch.class);
    private static final Duration COMPILE = Duration.ofSeconds(30);
    private static final Duration START = Duration.ofMinutes(3);
    /** So much longer for each that its files of rules have. */
    private static final Duration KIBIBYTE = Duration.ofSeconds(1);
    /** What the 2,000 rules that a pack may have take: more text than theirs gets no more time. */
    static final int MOST_KIBIBYTES = 240;

    private static final Duration LOOK = Duration.ofMillis(100);
    private static final int TRIES = 3;

    private final Setup setup;
    private final ProcessPack pack;
    private final Host host;

    private Launch(Setup setup, JavaCommand command) throws IOException {
        this.setup = setup;
        this.pack = setup.pack();
        this.host = new Host(setup, command);
    }

    /**
     * Starts a process and waits until it can decide; one that is killed from outside meanwhile is started again. One that had
     * to compile gives way to another when what it made is kept: deciding takes a fifth less memory without the compiler.
     *
     * @param niceness see {@link JavaCommand}
     * @throws IOException when there is no such process, which says nothing about the pack
     * @throws PackRefused when the pack does not load, or takes more time or memory to load than it may
     */
    static Host host(Setup setup, int niceness) throws PackRefused, IOException {
        int tries = 0;
        while (true) {
            try {
                var launch = new Launch(setup, command(setup, niceness));
                boolean kept = launch.greet();
                if (!kept) {
                    return launch.host;
                }
                launch.host.kill();
                return host(setup, command(setup, niceness));
            } catch (IOException e) {
                if (++tries == TRIES) {
                    throw e;
                }
                LOG.warn("{}: {}; started again", setup.pack().name(), e.getMessage());
            }
        }
    }

    private static JavaCommand command(Setup setup, int niceness) {
        return new JavaCommand(
                setup.main(), setup.heapMegabytes(), setup.classes().flags(), niceness);
    }

    /** The same, once, by a command of its own. */
    static Host host(Setup setup, JavaCommand command) throws PackRefused, IOException {
        var launch = new Launch(setup, command);
        launch.greet();
        return launch.host;
    }

    /** Answers whether something was compiled and kept. */
    private boolean greet() throws PackRefused, IOException {
        try {
            var kept = setup.rules();
            var hello = new FrameWriter();
            new Hello(pack, setup.limits(), kept == null ? null : kept.find(pack)).write(hello);
            host.send(hello);
            Ready answer = awaitReady();
            if (answer.type() == null) {
                throw new PackRefused(answer.faults());
            }
            byte[] made = answer.made();
            return kept != null && made != null && kept.keep(pack, made);
        } catch (PackRefused | IOException e) {
            host.kill();
            throw e;
        }
    }

    /** Judges by the processor time used: on a busy machine the clock says little about the rules. */
    private Ready awaitReady() throws PackRefused, IOException {
        long start = System.nanoTime();
        Duration more = KIBIBYTE.multipliedBy(Math.min(MOST_KIBIBYTES, kibibytes(pack)));
        while (true) {
            try {
                Ready ready = host.awaitReady(LOOK);
                if (ready != null) {
                    return ready;
                }
                Duration compile = COMPILE.plus(more);
                if (host.processorTime().compareTo(compile) > 0
                        || System.nanoTime() - start > START.plus(more).toNanos()) {
                    throw refused(
                            "Expected rules that compile within " + compile.toSeconds()
                                    + " s, but they took longer; put values that rules differ in into a reference table",
                            true);
                }
            } catch (ExecutionException e) {
                if (host.wasKilledFromOutside()) {
                    throw new IOException("the process of the rules was killed from outside");
                }
                throw refused("Expected rules that compile, but they " + host.howItEnded(), false);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw refused("Expected rules that compile, but the server is closing", true);
            }
        }
    }

    /** Of rules, as written or in tables. */
    static int kibibytes(ProcessPack pack) {
        return pack.files().stream()
                        .filter(file -> file.path().contains(".drl"))
                        .mapToInt(file -> file.bytes().length)
                        .sum()
                / 1024;
    }

    private PackRefused refused(String message, boolean onlyNow) {
        return new PackRefused(List.of(new PackFault(pack.name(), 0, message)), onlyNow);
    }
}
