package dev.signalbox.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.item.Json;
import dev.signalbox.process.PackFault;
import dev.signalbox.process.PackLoader;
import dev.signalbox.process.PackRefused;
import dev.signalbox.process.PackZip;
import dev.signalbox.process.ProcessPack;
import dev.signalbox.web.Actor;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes packs live on running servers. */
@Command(
        name = "publish",
        description =
                "Make packs live on a running server, and on every node that shares its database. The server checks"
                        + " them and runs their examples first.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:every pack is live",
            "1:a pack has faults or the server refused it; the version before goes on",
            "2:there is no such folder or pack, or the command cannot be understood"
        })
public final class Publish implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "FOLDER", description = "Process packs, or folders of packs.")
    List<Path> folders = List.of();

    @Option(names = "--server", paramLabel = "URL", description = "The server, any node.")
    URI server = URI.create("http://localhost:8080");

    @Option(names = "--as", paramLabel = "NAME", description = "Who publishes, as the history will tell.")
    String actor = System.getProperty("user.name");

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        List<Path> packs;
        try {
            packs = PackFolders.in(folders);
        } catch (PackRefused e) {
            e.faults().forEach(spec.commandLine().getErr()::println);
            spec.commandLine().getErr().flush();
            return 2;
        }
        int refused = 0;
        for (Path folder : packs) {
            try {
                ProcessPack pack = PackFolders.turn(folder, PackLoader::load);
                pack.unread().forEach(out::println);
                out.println(publish(pack));
            } catch (PackRefused e) {
                refused++;
                e.faults().forEach(out::println);
                out.println(folder + " was not published: it does not load");
            } catch (Refused e) {
                refused++;
                e.lines.forEach(out::println);
                out.println(folder + " was not published");
            }
            out.flush();
        }
        return refused == 0 ? 0 : 1;
    }

    private String publish(ProcessPack pack) throws IOException, InterruptedException, Refused {
        var answer = post(pack);
        var body = Json.read(answer.body(), JsonNode.class);
        if (answer.statusCode() != 200) {
            throw new Refused(body);
        }
        return pack.name() + ": version " + pack.version().substring(0, 12) + " is live, published by "
                + body.path("publishedBy").asText() + " at "
                + body.path("publishedAt").asText();
    }

    private HttpResponse<String> post(ProcessPack pack) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(server.resolve(
                        "/v1/processes/" + URLEncoder.encode(pack.name(), StandardCharsets.UTF_8) + "/publications"))
                .header("Content-Type", "application/zip")
                // As a page's cookie has it, because the client sends headers in ASCII only.
                .header("Cookie", Actor.COOKIE + "=" + URLEncoder.encode(actor, StandardCharsets.UTF_8))
                .POST(BodyPublishers.ofByteArray(PackZip.of(pack.files())))
                .build();
        // Made here, where it is needed: every command of the line is made before one of them runs.
        var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        try {
            return client.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IOException("Expected a server at " + server + ", but " + e, e);
        }
    }

    /** The server's answer, a line a fault. */
    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient List<String> lines = new ArrayList<>();

        Refused(JsonNode problem) {
            super(problem.path("detail").asText());
            problem.path("faults")
                    .forEach(fault -> lines.add(
                            Json.MAPPER.convertValue(fault, PackFault.class).toString()));
            if (lines.isEmpty()) {
                lines.add(String.valueOf(getMessage()));
            }
        }
    }
}
