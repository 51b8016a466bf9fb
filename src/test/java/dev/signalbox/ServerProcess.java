package dev.signalbox;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * A server in a JVM of its own, so that it can be killed. Started from this JVM's class path and ready when it has printed
 * its address. Closing it kills it.
 */
public final class ServerProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern READY = Pattern.compile("ready on (http://\\S+)");

    private final Process process;
    private final Queue<String> output = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<URI> ready = new CompletableFuture<>();
    private final long startedAt = System.nanoTime();
    private volatile long readyAt;

    private ServerProcess(List<String> command) throws IOException {
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var reader = new Thread(this::readOutput, "output of " + process.pid());
        reader.setDaemon(true);
        reader.start();
        try {
            ready.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            close();
            throw new IOException("Expected a ready line, but the server wrote:\n" + output(), e);
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** The real server on a free port of the loopback address. */
    public static ServerProcess serve(Path data, Path rules, String... jvmFlags) throws IOException {
        return java(Main.class, List.of(jvmFlags), serveArguments(data, rules));
    }

    /** A node on a PostgreSQL, its rules inside the server, which starts sooner. */
    public static ServerProcess node(String db, Path rules, String... jvmFlags) throws IOException {
        var arguments = new ArrayList<>(List.of("serve", "--port", "0", "--db", db, "--rules", rules.toString()));
        arguments.addAll(List.of("--rules-isolation", "none"));
        return java(Main.class, List.of(jvmFlags), arguments);
    }

    /** As {@link #serve}; {@code isolation} as {@code --rules-isolation} has it. */
    public static ServerProcess serveIsolated(String isolation, Path data, Path rules, String... jvmFlags)
            throws IOException {
        var arguments = new ArrayList<>(serveArguments(data, rules));
        arguments.addAll(List.of("--rules-isolation", isolation));
        return java(Main.class, List.of(jvmFlags), arguments);
    }

    /** As {@link #serve}, from a built jar. */
    public static ServerProcess serveJar(Path jar, Path data, Path rules, String... jvmFlags) throws IOException {
        var command = jvm(List.of(jvmFlags));
        command.addAll(List.of("-jar", jar.toString()));
        command.addAll(serveArguments(data, rules));
        return new ServerProcess(command);
    }

    /** Any main class of the class path that prints {@code … is ready on http://…}. */
    public static ServerProcess java(Class<?> main, List<String> jvmFlags, List<String> arguments) throws IOException {
        var command = jvm(jvmFlags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        return new ServerProcess(command);
    }

    private static List<String> jvm(List<String> flags) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        return command;
    }

    private static List<String> serveArguments(Path data, Path rules) {
        return List.of(
                "serve", "--host", "127.0.0.1", "--port", "0", "--data", data.toString(), "--rules", rules.toString());
    }

    private void readOutput() {
        try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                output.add(line);
                var found = READY.matcher(line);
                if (found.find()) {
                    readyAt = System.nanoTime();
                    ready.complete(URI.create(found.group(1)));
                }
            }
        } catch (IOException e) {
            output.add(e.toString());
        }
        ready.completeExceptionally(new IOException("the process ended"));
    }

    /** Its address, without a path. */
    public URI baseUri() {
        return ready.join();
    }

    public long pid() {
        return process.pid();
    }

    /** Processor time used so far, of all its threads. */
    public Duration processorTime() {
        return process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** From the start of its JVM to the ready line. */
    public Duration startup() {
        return Duration.ofNanos(readyAt - startedAt);
    }

    /** What it has printed so far, standard error included. */
    public String output() {
        return String.join("\n", output);
    }

    /** SIGSTOP: it does nothing more, and does not know it. */
    public void freeze() {
        signal("STOP");
    }

    /** SIGCONT: it goes on as if nothing had happened. */
    public void thaw() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            if (new ProcessBuilder("kill", "-" + name, Long.toString(pid()))
                            .start()
                            .waitFor()
                    != 0) {
                throw new IllegalStateException("Expected to signal " + pid() + ", but it has gone:\n" + output());
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** SIGKILL, and waits for the end. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /**
     * SIGTERM, and waits for the end.
     *
     * @return its exit code
     */
    public int stop() {
        signal("TERM"); // Process.destroy would close the pipe of what it still prints
        return awaitEnd();
    }

    private int awaitEnd() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("Expected the server to end, but it still runs:\n" + output());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        awaitEnd();
    }
}
