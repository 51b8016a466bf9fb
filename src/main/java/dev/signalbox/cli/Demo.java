package dev.signalbox.cli;

import dev.signalbox.Signalbox;
import dev.signalbox.decision.LiveProcess;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the whole at work: a server with a fresh data folder, fed with the samples. */
@Command(
        name = "demo",
        description = "Run the server on a fresh data folder, feed it the samples, and leave it up.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class Demo implements Callable<Integer> {
    @Option(names = "--port", description = "Port to listen on; 0 for any free one.")
    int port = 8080;

    @Option(names = "--data", description = "Folder of the database; what it held is deleted.")
    Path data = Path.of("target/demo");

    @Option(names = "--rules", description = "Folder of process packs.")
    Path rules = Path.of("rules");

    @Option(names = "--samples", description = "Folder of files named PROCESS….csv or PROCESS….ndjson.")
    Path samples = Path.of("samples");

    @Option(names = "--receiver", description = "Port of the practice receiver that the sample packs post to.")
    int receiverPort = 8081;

    @Mixin
    RulesOptions isolation = new RulesOptions();

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        forget(data);
        try (var receiver = new PracticeReceiver(receiverPort)) {
            var signalbox =
                    new Signalbox("127.0.0.1", port, data, null, rules, isolation.loader(null), Clock.systemUTC());
            Serve.closeOnExit(signalbox);
            Serve.announce(out, signalbox);
            out.println("Steps are posted to a practice receiver on port " + receiver.port() + ".");
            var feed = new Feed(signalbox.address(), out);
            for (LiveProcess process : signalbox.processes().all()) {
                for (Path file : samplesOf(process.name())) {
                    feed.send(process.name(), file);
                }
            }
            out.println("Open " + signalbox.address() + " in a browser. Ctrl-C ends it.");
            out.flush();
            new CountDownLatch(1).await();
        }
        return 0;
    }

    private List<Path> samplesOf(String process) throws IOException {
        try (var files = Files.list(samples)) {
            return files.filter(f -> f.getFileName().toString().startsWith(process)
                            && f.getFileName().toString().matches(".*\\.(csv|ndjson)"))
                    .sorted()
                    .toList();
        }
    }

    private static void forget(Path data) throws IOException {
        if (!Files.exists(data)) {
            return;
        }
        if (!Files.exists(data.resolve("signalbox.db")) && !isEmpty(data)) {
            throw new IOException("Expected " + data + " to hold a demo's data, but it holds something else");
        }
        try (var files = Files.walk(data)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }
}
