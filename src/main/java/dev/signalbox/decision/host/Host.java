package dev.signalbox.decision.host;

import dev.signalbox.decision.Case;
import dev.signalbox.item.Decision;
import dev.signalbox.process.ProcessPack;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The server's end of one process that decides. What comes back is checked; at the first fault the process is killed. */
final class Host {
    private static final int MOST_BYTES = 32 << 20;
    private static final int MOST_BYTES_ASKED = 4 << 20;

    /** What {@code -XX:+ExitOnOutOfMemoryError} exits with. */
    private static final int OUT_OF_MEMORY = 3;

    /** What a process that SIGKILL ended is said to exit with, by others or by {@link #kill}. */
    private static final int KILLED = 128 + 9;

    private record Asked(List<Case> cases, CompletableFuture<Reply> reply) {}

    private final Setup setup;
    private final ProcessPack pack;
    private final HostFolder home;
    private final Path folder;
    private final Process process;
    private final Map<Integer, Asked> asked = new ConcurrentHashMap<>();
    private final AtomicInteger batches = new AtomicInteger();
    private final CompletableFuture<Ready> ready = new CompletableFuture<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile @Nullable Codec codec;
    private volatile boolean killed;
    private volatile boolean broken;

    /** How items and decisions are written, which the host's first words settle. */
    private record Codec(Ready ready, Values values, Decisions decisions) {}

    /** Of a process that was told nothing yet; see {@link Launch}. */
    Host(Setup setup, JavaCommand command) throws IOException {
        this.setup = setup;
        this.pack = setup.pack();
        home = HostFolder.create();
        folder = home.path();
        try {
            process = command.start(folder);
        } catch (IOException e) {
            home.forget();
            throw e;
        }
        thread("listening", this::listen);
        thread("printed", () -> PrintedLog.copy(pack.name(), process.getErrorStream()));
    }

    private void thread(String what, Runnable work) {
        var thread = new Thread(work, "rules-" + pack.name() + "-" + what);
        thread.setDaemon(true);
        thread.start();
    }

    Ready ready() {
        return codec().ready;
    }

    /**
     * Its first words, or null when they have not come in the time.
     *
     * @throws ExecutionException when it has ended
     */
    @Nullable
    Ready awaitReady(Duration time) throws ExecutionException, InterruptedException {
        try {
            return ready.get(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return null;
        }
    }

    Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Whether neither it nor we ended it. To be asked when it has ended. */
    boolean wasKilledFromOutside() {
        return !broken && process.exitValue() == KILLED;
    }

    private Codec codec() {
        Codec known = codec;
        if (known == null) {
            throw new IllegalStateException("Expected a host that is ready, but it is not");
        }
        return known;
    }

    boolean hasEnded() {
        return killed || ended.isDone();
    }

    /** Asks about as many of the items as fit in a message. Waits for the answer, or for the end of the host. */
    Reply ask(List<Case> items) {
        int batch = batches.updateAndGet(last -> last == 1_000_000_000 ? 1 : last + 1);
        var frame = new FrameWriter();
        int count = Cases.write(frame, codec().values, batch, items, MOST_BYTES_ASKED);
        var question = new Asked(items.subList(0, count), new CompletableFuture<>());
        asked.put(batch, question);
        if (ended.isDone()) {
            question.reply.complete(Reply.Ended.FOR_OTHERS);
        }
        send(frame);
        try {
            return question.reply.get(patienceNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return tookTooLong(batch, question);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Expected an answer or an end, but " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Reply.Ended.FOR_OTHERS;
        } finally {
            asked.remove(batch);
        }
    }

    // A host pauses after a second, gives up a rule by itself after its time and grace, and is busy with other batches
    // too.
    private long patienceNanos() {
        return TimeUnit.SECONDS.toNanos(3)
                + setup.limits().time().toNanos()
                + setup.limits().graceNanos();
    }

    void send(FrameWriter frame) {
        try {
            var pipe = process.getOutputStream();
            synchronized (pipe) {
                frame.writeTo(pipe);
            }
        } catch (IOException e) {
            // It has ended, or is about to: whoever asked hears of that.
            process.destroyForcibly();
        }
    }

    private Reply tookTooLong(int batch, Asked question) {
        asked.remove(batch);
        var at = Progress.read(folder, batch);
        kill();
        if (question.reply.isDone()) {
            return question.reply.join();
        }
        String words = "the rules took longer than " + setup.limits().timeWords() + lastRule(at);
        return new Reply.Ended(words, at == null ? -1 : at.item(), at != null);
    }

    private String lastRule(Progress.@Nullable At at) {
        var rules = codec().ready.rules();
        return at == null || at.rule() < 0 || at.rule() >= rules.size()
                ? ""
                : ", at last rule \"" + rules.get(at.rule()).name() + "\"";
    }

    /** The thread that reads the answers, until there is no more of them. */
    private void listen() {
        try (var in = new DataInputStream(new BufferedInputStream(process.getInputStream(), 1 << 16))) {
            var first = Ready.read(FrameReader.next(in, MOST_BYTES));
            if (first.type() != null) {
                var values = new Values(first.type());
                codec = new Codec(
                        first, values, new Decisions(pack.definition(), pack.version(), first.rules(), values));
            }
            ready.complete(first);
            while (true) {
                answer(FrameReader.next(in, MOST_BYTES));
            }
        } catch (EOFException e) {
            // The end of the pipe, at the end of a frame: the host has ended, or soon will.
            process.destroyForcibly();
        } catch (IOException | RuntimeException e) {
            broken = !killed && !endsByItself();
            process.destroyForcibly();
        } finally {
            end();
        }
    }

    // What a process was killed in the midst of is no answer, but none that it gave.
    private boolean endsByItself() {
        try {
            return process.waitFor(200, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void answer(FrameReader in) throws BadFrame {
        Asked question = asked.get(in.below(Integer.MAX_VALUE));
        if (question == null) {
            return;
        }
        boolean stuck = in.flag();
        var decisions = new ArrayList<Decision>(question.cases.size());
        while (in.flag()) {
            if (decisions.size() == question.cases.size()) {
                throw new BadFrame("Expected " + question.cases.size() + " decisions, but there are more");
            }
            decisions.add(codec().decisions.read(in, question.cases.get(decisions.size())));
        }
        if (decisions.isEmpty()) {
            throw new BadFrame("Expected a decision, but there is none");
        }
        question.reply.complete(new Reply.Decided(decisions, stuck));
    }

    private void end() {
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ended.complete(null);
        ready.completeExceptionally(new IOException("the host has ended"));
        asked.forEach((batch, question) -> question.reply.complete(killed ? Reply.Ended.FOR_OTHERS : endOf(batch)));
        closePipes();
        home.forget();
    }

    private Reply.Ended endOf(int batch) {
        var at = Progress.read(folder, batch);
        return new Reply.Ended("the rules " + howItEnded() + lastRule(at), at == null ? -1 : at.item(), false);
    }

    String howItEnded() {
        ended.join();
        if (broken) {
            return "gave an answer that is none";
        }
        return process.exitValue() == OUT_OF_MEMORY
                ? "used more than the " + setup.heapMegabytes() + " MB of memory they may"
                : "ended their process, with exit code " + process.exitValue();
    }

    private void closePipes() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // What could not be sent is of no use any more.
            return;
        }
    }

    /**
     * Tells it that nothing more will be asked, and waits for its end.
     *
     * @return whether it ended well, and in time; else it was killed
     */
    boolean finish(Duration patience) {
        closePipes();
        try {
            ended.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return process.exitValue() == 0;
        } catch (TimeoutException | ExecutionException e) {
            kill();
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            kill();
            return false;
        }
    }

    /** SIGKILL, and waits for the end. */
    void kill() {
        killed = true;
        process.destroyForcibly();
        ended.join();
    }
}
