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
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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
    /** For one answer: the server answers early, and says where to look. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Parameters(arity = "1..*", paramLabel = "FOLDER", description = "Process packs, or folders of packs.")
    List<Path> folders = List.of();

    @Option(names = "--server", paramLabel = "URL", description = "The server, any node.")
    URI server = URI.create("http://localhost:8080");

    @Option(names = "--as", paramLabel = "NAME", description = "Who publishes, as the history will tell.")
    String actor = System.getProperty("user.name");

    @Spec
    CommandSpec spec = CommandSpec.create();

    private @Nullable HttpClient client;

    @Override
    public Integer call() throws InterruptedException {
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
                pack.warnings().forEach(out::println);
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

    private String publish(ProcessPack pack) throws InterruptedException, Refused {
        var answer = send(HttpRequest.newBuilder(server.resolve(
                        "/v1/processes/" + URLEncoder.encode(pack.name(), StandardCharsets.UTF_8) + "/publications"))
                .header("Content-Type", "application/zip")
                // As a page's cookie has it, because the client sends headers in ASCII only.
                .header("Cookie", Actor.COOKIE + "=" + URLEncoder.encode(actor, StandardCharsets.UTF_8))
                .POST(BodyPublishers.ofByteArray(PackZip.of(pack.files()))));
        var body = answer.statusCode() == 202 ? outcome(pack, answer) : read(answer);
        return pack.name() + ": version " + pack.version().substring(0, 12) + " is live, published by "
                + body.path("publishedBy").asText() + " at "
                + body.path("publishedAt").asText();
    }

    /** What became of a pack whose publishing takes long, once it is known. */
    private JsonNode outcome(ProcessPack pack, HttpResponse<String> working) throws InterruptedException, Refused {
        var place = server.resolve(working.headers().firstValue("Location").orElseThrow());
        PrintWriter out = spec.commandLine().getOut();
        out.println(pack.name() + ": version " + pack.version().substring(0, 12)
                + " is being compiled and tried on its examples; waiting until it is live");
        out.flush();
        while (true) {
            TimeUnit.SECONDS.sleep(1);
            var state = read(send(HttpRequest.newBuilder(place)));
            switch (state.path("state").asText()) {
                case "WORKING" -> {} // look again
                case "FAILED" -> throw new Refused(state.path("problem"));
                default -> {
                    return state.path("publication");
                }
            }
        }
    }

    private static JsonNode read(HttpResponse<String> answer) throws Refused {
        var body = Json.read(answer.body(), JsonNode.class);
        if (answer.statusCode() != 200) {
            throw new Refused(body);
        }
        return body;
    }

    /** Made where it is needed: every command of the line is made before one of them runs. */
    private HttpClient client() {
        if (client == null) {
            client = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(PATIENCE)
                    .build();
        }
        return client;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws InterruptedException, Refused {
        try {
            return client().send(request.timeout(PATIENCE).build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (HttpTimeoutException e) {
            throw new Refused("Expected an answer of the server at " + server + " within " + PATIENCE.toSeconds()
                    + " s, but there was none: whether the pack is live is shown under "
                    + server.resolve("/v1/processes"));
        } catch (IOException e) {
            throw new Refused("Expected a server at " + server + ", but "
                    + (e instanceof ConnectException
                            ? "nobody listens there"
                            : "the connection ended: " + e.getMessage()));
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

        Refused(String line) {
            super(line);
            lines.add(line);
        }
    }
}
