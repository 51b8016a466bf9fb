package dev.signalbox.cli;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Locale;
import picocli.CommandLine;

/** The process that runs {@code check} and {@code test} for {@link Warm}, one after the other, until nobody has asked for a while. */
public final class WarmProcess {
    private static final Duration IDLE = Duration.ofMinutes(5);

    private static final Duration LOOK = Duration.ofSeconds(5);

    private final KeptFindings kept;

    private WarmProcess(KeptFindings kept) {
        this.kept = kept;
    }

    /** Not for people: a command starts it. */
    public static void main(String[] arguments) throws IOException {
        Locale.setDefault(Locale.ENGLISH); // as for every other command, in whatever language the machine is
        Path socket = Path.of(arguments[0]);
        var process = new WarmProcess(new KeptFindings(socket.resolveSibling("findings")));
        Path own = socket.resolveSibling(ProcessHandle.current().pid() + ".own");
        Files.deleteIfExists(own);
        try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
                var selector = Selector.open()) {
            server.bind(UnixDomainSocketAddress.of(own));
            server.configureBlocking(false);
            server.register(selector, SelectionKey.OP_ACCEPT);
            // At once for whoever looks: there is no moment at which the name is there and nobody listens.
            Files.move(own, socket, StandardCopyOption.ATOMIC_MOVE);
            long asked = System.nanoTime();
            // Without its name, or when another has taken it, nobody will ever ask.
            Object name = identity(socket);
            while (System.nanoTime() - asked < IDLE.toNanos() && name.equals(identity(socket))) {
                if (selector.select(LOOK.toMillis()) == 0) {
                    continue;
                }
                asked = System.nanoTime();
                selector.selectedKeys().clear();
                SocketChannel client = server.accept();
                if (client != null) {
                    process.serve(client);
                }
            }
        } finally {
            Files.deleteIfExists(own);
        }
        System.exit(0);
    }

    private static Object identity(Path socket) throws IOException {
        return Files.exists(socket)
                ? String.valueOf(
                        Files.readAttributes(socket, BasicFileAttributes.class).fileKey())
                : "gone";
    }

    private void serve(SocketChannel client) {
        try (client) {
            var request = new DataInputStream(Channels.newInputStream(client));
            System.setProperty("picocli.ansi", String.valueOf(request.readBoolean()));
            var arguments = new String[request.readInt()];
            for (int i = 0; i < arguments.length; i++) {
                arguments[i] = request.readUTF();
            }
            var out = new StringWriter();
            var err = new StringWriter();
            int exit = commands()
                    .setOut(new PrintWriter(out))
                    .setErr(new PrintWriter(err))
                    .execute(arguments);
            var answer = new DataOutputStream(Channels.newOutputStream(client));
            answer.writeInt(exit);
            write(answer, out.toString());
            write(answer, err.toString());
            answer.flush();
        } catch (IOException e) {
            // Whoever asked is gone.
        }
    }

    private CommandLine commands() {
        return new CommandLine(CommandLine.Model.CommandSpec.create().name("signalbox"))
                .addSubcommand(new Check(kept, null))
                .addSubcommand(new Test(null))
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println("signalbox: " + failure.getMessage());
                    return CommandLine.ExitCode.SOFTWARE;
                });
    }

    private static void write(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static String read(DataInputStream in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
