package dev.signalbox.decision.host;

import dev.signalbox.decision.Limits;
import dev.signalbox.decision.MadeRules;
import dev.signalbox.decision.RuleCompiler;
import dev.signalbox.decision.RuleEngine;
import dev.signalbox.process.PackRefused;
import dev.signalbox.process.ProcessPack;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.IntBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * The process in which one pack's rules are compiled and decide. It is told everything on standard input and answers on
 * standard output, which rules never get to see; when its input ends, because the server has, it ends too.
 */
public final class RuleHost {
    static final int THREADS = Math.max(2, Math.min(4, Runtime.getRuntime().availableProcessors()));
    private static final int MOST_BYTES_IN = 256 << 20;
    private static final int MOST_BYTES_OUT = 8 << 20;
    private static final int MOST_BYTES_KEPT = 16 << 20;
    private static final int MOST_PRINTED = 32 << 10;

    /** Makes a pack's engine. */
    public interface Compile {
        RuleEngine engine(ProcessPack pack, Limits limits, @Nullable MadeRules made) throws PackRefused;
    }

    private final RuleEngine engine;
    private final Values values;
    private final Decisions decisions;
    private final OutputStream out;
    private final BlockingQueue<IntBuffer> progress = new ArrayBlockingQueue<>(THREADS);

    private RuleHost(ProcessPack pack, RuleEngine engine, OutputStream out) throws IOException {
        this.engine = engine;
        this.out = out;
        values = new Values(engine.type());
        decisions = new Decisions(pack.definition(), pack.version(), engine.rules(), values);
        progress.addAll(List.of(Progress.map(Path.of(""), THREADS)));
    }

    /** Not for people: the server starts it. */
    public static void main(String[] arguments) {
        run(RuleCompiler::compile);
    }

    /** Serves on standard input and output until the input ends; then the JVM is halted. */
    public static void run(Compile compile) {
        var in = new DataInputStream(new BufferedInputStream(new FileInputStream(FileDescriptor.in), 1 << 16));
        var out = new FileOutputStream(FileDescriptor.out);
        System.setIn(InputStream.nullInputStream());
        var prints = new Prints(new FileOutputStream(FileDescriptor.err), MOST_PRINTED);
        System.setOut(new PrintStream(prints, true, StandardCharsets.UTF_8));
        System.setErr(System.out);
        // Ctrl-C reaches every process of the terminal: the server still has work to finish, and says when it ends.
        Runtime.getRuntime().addShutdownHook(new Thread(new Semaphore(0)::acquireUninterruptibly));
        int exit = 1;
        try {
            serve(compile, in, out);
            exit = 0;
        } catch (IOException | RuntimeException | Error e) {
            System.err.println("The rule host ends: " + e);
        } finally {
            forget(Path.of(""));
            Runtime.getRuntime().halt(exit);
        }
    }

    private static void serve(Compile compile, DataInputStream in, OutputStream out) throws IOException {
        Hello hello;
        RuleHost host;
        Ready ready;
        try {
            hello = Hello.read(FrameReader.next(in, MOST_BYTES_IN));
            RuleEngine engine = compile.engine(hello.pack(), hello.limits(), made(hello));
            host = new RuleHost(hello.pack(), engine, out);
            ready = new Ready(engine.type(), engine.rules(), engine.levers(), List.of(), zip(engine.made()));
        } catch (PackRefused e) {
            write(out, Ready.refused(e.faults()));
            return;
        }
        write(out, ready);
        // Compiling took many times the memory that deciding will.
        System.gc();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        while (true) {
            FrameReader frame;
            try {
                frame = FrameReader.next(in, MOST_BYTES_IN);
            } catch (EOFException e) {
                return;
            }
            threads.execute(() -> host.answer(frame));
        }
    }

    private static @Nullable MadeRules made(Hello hello) {
        byte[] made = hello.made();
        try {
            return made == null ? null : MadeRules.unzip(made);
        } catch (IOException e) {
            System.err.println("The rules are compiled anew: " + e.getMessage());
            return null;
        }
    }

    private static byte @Nullable [] zip(@Nullable MadeRules made) {
        if (made == null) {
            return null;
        }
        byte[] zip = made.zip();
        return zip.length > MOST_BYTES_KEPT ? null : zip;
    }

    private static void write(OutputStream out, Ready ready) throws IOException {
        var frame = new FrameWriter();
        ready.write(frame);
        frame.writeTo(out);
    }

    private void answer(FrameReader frame) {
        try {
            IntBuffer part = progress.take();
            try {
                decide(frame, part);
            } finally {
                part.put(0, 0);
                progress.add(part);
            }
        } catch (IOException | InterruptedException | RuntimeException e) {
            // Without an answer the server would wait: it starts another host, and sees what to do with the batch.
            System.err.println("The rule host ends: " + e);
            Runtime.getRuntime().halt(1);
        }
    }

    private void decide(FrameReader in, IntBuffer part) throws IOException {
        int batch = in.below(Integer.MAX_VALUE);
        part.put(1, 0);
        part.put(2, -1);
        part.put(0, batch);
        var cases = Cases.read(in, values);
        var attempt = engine.attempt(cases, 0, part.slice(1, 2));
        var answer = new FrameWriter();
        answer.number(batch);
        answer.flag(attempt.stuck());
        int written = 0;
        for (var decision : attempt.decisions()) {
            if (written > 0 && answer.size() > MOST_BYTES_OUT && !attempt.stuck()) {
                break;
            }
            answer.flag(true);
            decisions.write(answer, decision);
            written++;
        }
        answer.flag(false);
        synchronized (out) {
            answer.writeTo(out);
        }
    }

    /** The folder that it was given to itself: when the server was killed, nobody else takes it away. */
    private static void forget(Path folder) {
        try {
            Files.deleteIfExists(folder.resolve(Progress.FILE));
            Files.deleteIfExists(folder.resolve(HostFolder.LOCK));
            Files.deleteIfExists(folder.toAbsolutePath());
        } catch (IOException e) {
            System.err.println("A rule host's folder stays: " + e.getMessage());
        }
    }
}
