package dev.signalbox.decision.host;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The process of a host: the server's own Java and class path, little memory, nothing inherited, a folder of its own.
 *
 * @param flags more of them for its JVM
 * @param niceness how far everything else on the machine goes first, as nice(1) has it: 0 for not at all, to 19
 */
record JavaCommand(Class<?> main, int heapMegabytes, List<String> flags, int niceness) {
    private static final Path NICE = Path.of("/usr/bin/nice"); // POSIX has it

    Process start(Path folder) throws IOException {
        var command = new ArrayList<String>();
        if (niceness > 0 && Files.isExecutable(NICE)) {
            command.addAll(List.of(NICE.toString(), "-n", Integer.toString(niceness)));
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of(
                "-Xmx" + heapMegabytes + "m",
                // Room for a batch to die young: in the few megabytes that the JVM would take by itself, half of the
                // host's time is collecting garbage.
                "-Xmn" + heapMegabytes * 2 / 5 + "m",
                "-Xms" + heapMegabytes / 2 + "m",
                "-XX:SurvivorRatio=8",
                // As commands have it: what check can read, a host can.
                "-Xss1m",
                "-XX:+UseSerialGC",
                // Gives back what compiling took.
                "-XX:MinHeapFreeRatio=10",
                "-XX:MaxHeapFreeRatio=30",
                // For the classes of rules, of which there are as many as there is heap for them.
                "-XX:MaxMetaspaceSize=" + Math.max(96, heapMegabytes / 2) + "m",
                "-XX:ReservedCodeCacheSize=40m",
                // Compiling rules runs once: only what deciding runs again and again is worth the second
                // compiler.
                "-XX:Tier4InvocationThreshold=25000",
                "-XX:Tier4MinInvocationThreshold=3000",
                "-XX:Tier4CompileThreshold=75000",
                "-XX:Tier4BackEdgeThreshold=200000",
                "-XX:+ExitOnOutOfMemoryError",
                // Else a loop of many turns could not be interrupted, and the host not end with the server.
                "-XX:+UseCountedLoopSafepoints",
                "-XX:LoopStripMiningIter=1000",
                // What the JVM itself says must not get among the answers.
                "-XX:+DisplayVMOutputToStderr",
                "-Xlog:disable",
                "-XX:+DisableAttachMechanism",
                "-XX:-UsePerfData",
                "-Xshare:auto",
                // As in the server: what rules decide does not hang on the machine.
                "-Duser.language=en",
                "-Duser.script=",
                "-Duser.country=",
                "-Duser.variant=",
                "-Duser.timezone=UTC",
                "-Dfile.encoding=UTF-8",
                "-Djava.io.tmpdir=" + folder,
                "-Djava.awt.headless=true",
                // A host tells its server what happens, and writes no log.
                "-Dslf4j.provider=org.slf4j.helpers.NOP_FallbackServiceProvider",
                "-Dslf4j.internal.verbosity=WARN",
                "-cp",
                classPath(),
                main.getName()));
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().clear();
        // Not the server's, whatever that is, but one in which the names of files can be read.
        builder.environment().put("LC_ALL", "C.UTF-8");
        // The C library gives back what the JVM's own compilers took (mallopt(3)); else it keeps a quarter of it all.
        builder.environment().put("MALLOC_ARENA_MAX", "1");
        builder.environment().put("MALLOC_MMAP_THRESHOLD_", "24576");
        builder.environment().put("MALLOC_TRIM_THRESHOLD_", "65536");
        return builder.start();
    }

    /** The server's, by absolute paths. */
    static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
