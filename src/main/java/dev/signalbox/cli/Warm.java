package dev.signalbox.cli;

import dev.signalbox.decision.host.ClassPathPrint;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

/**
 * Has a command run in a process that earlier commands have warmed: the compiler of rules takes ten times as long in a JVM that has
 * just started. There is one for each folder that commands are given in, each build and each setting of Java, it belongs to one
 * user, and it ends by itself. What cannot be run there is run here.
 */
record Warm(Path folder) {
    private static final int LONGEST_PATH = 100;
    private static final int MOST_TRIES = 1_500;
    private static final List<String> SETTINGS = List.of("file.encoding");

    /**
     * How the command ended, once all that it said is written.
     *
     * @return null when there is no such process
     */
    @Nullable
    Integer run(List<String> arguments, PrintWriter out, PrintWriter err) {
        try {
            makeFolder();
            Path socket = socket();
            if (socket.toString().length() > LONGEST_PATH) {
                return null;
            }
            try (SocketChannel channel = connect(socket)) {
                return channel == null ? null : ask(channel, arguments, out, err);
            }
        } catch (IOException | UnsupportedOperationException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    /** Nobody else may give commands to what runs as this user. */
    private void makeFolder() throws IOException {
        Files.createDirectories(folder);
        Set<PosixFilePermission> own = PosixFilePermissions.fromString("rwx------");
        if (!Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS).equals(own)) {
            Files.setPosixFilePermissions(folder, own);
        }
    }

    private Path socket() {
        String settings = SETTINGS.stream().map(System::getProperty).collect(Collectors.joining("\n"));
        String key =
                HexFormat.of().formatHex(ClassPathPrint.sha256()) + Path.of("").toAbsolutePath() + settings;
        byte[] print = KeptFindings.digest(key.getBytes(StandardCharsets.UTF_8));
        return folder.resolve(HexFormat.of().formatHex(print, 0, 8) + ".socket");
    }

    private static @Nullable SocketChannel connect(Path socket) throws IOException, InterruptedException {
        SocketChannel running = open(socket);
        if (running != null) {
            return running;
        }
        Process process = start(socket);
        for (int i = 0; i < MOST_TRIES && process.isAlive(); i++) {
            TimeUnit.MILLISECONDS.sleep(20);
            running = open(socket);
            if (running != null) {
                return running;
            }
        }
        return null;
    }

    private static @Nullable SocketChannel open(Path socket) throws IOException {
        if (!Files.exists(socket)) {
            return null;
        }
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(UnixDomainSocketAddress.of(socket));
            return channel;
        } catch (IOException e) {
            channel.close();
            return null; // one that was killed has left it
        }
    }

    private static Process start(Path socket) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        SETTINGS.stream()
                .filter(setting -> System.getProperty(setting) != null)
                .forEach(setting -> command.add("-D" + setting + "=" + System.getProperty(setting)));
        command.addAll(List.of(
                // Of the JVM's two compilers, the one that costs less than it saves.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:MinHeapFreeRatio=10",
                "-XX:MaxHeapFreeRatio=30",
                "-XX:-UsePerfData",
                "-Xss1m",
                "-Djava.awt.headless=true",
                WarmProcess.class.getName(),
                socket.toAbsolutePath().toString()));
        var builder = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        // Not among the arguments, so that those who look at processes can read what it is.
        builder.environment().put("CLASSPATH", classPath());
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.isEmpty())
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static int ask(SocketChannel channel, List<String> arguments, PrintWriter out, PrintWriter err)
            throws IOException {
        var request = new DataOutputStream(Channels.newOutputStream(channel));
        request.writeBoolean(Ansi.AUTO.enabled());
        request.writeInt(arguments.size());
        for (String argument : arguments) {
            request.writeUTF(argument);
        }
        request.flush();
        var answer = new DataInputStream(Channels.newInputStream(channel));
        int exit = answer.readInt();
        String said = WarmProcess.read(answer);
        String complained = WarmProcess.read(answer);
        err.print(complained);
        err.flush();
        out.print(said);
        out.flush();
        return exit;
    }
}
