package dev.signalbox;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** The smallest pack with everything in it: a routine ticket is done by one automatic step, any other by a person. */
public final class Tickets {
    public static final String ITEMS = "/v1/processes/tickets/items";
    public static final String QUEUE = "/v1/queues/tickets/people";

    private Tickets() {}

    /** Writes the pack below this folder of packs; its automatic step posts to {@code steps}. */
    public static Path write(Path rules, URI steps) throws IOException {
        var pack = Files.createDirectories(rules.resolve("tickets"));
        Files.writeString(pack.resolve("process.yaml"), PROCESS.formatted(steps));
        Files.writeString(pack.resolve("item.drl"), ITEM);
        Files.writeString(pack.resolve("routing.drl"), ROUTING);
        return rules;
    }

    public static String json(String number, String kind) {
        return "{\"number\": \"%s\", \"kind\": \"%s\"}".formatted(number, kind);
    }

    private static final String PROCESS = """
            process: tickets
            title: Tickets
            owner: { name: Ticket office, contact: tickets@example.org }
            item: Ticket
            key: [number]
            queues:
              people: { title: People, due: 8h }
            routes:
              full:    [carry-out]
              partial: [review: people, carry-out]
              manual:  [review: people, carry-out]
            quarantine: people
            fallback: people
            outcomes:
              DONE: [tell]
            steps:
              tell: { http: "%s/tell", attempts: 100, on-failure: people }
            """;

    private static final String ITEM = """
            package tickets

            declare Ticket
                number : String @NotBlank
                kind : String @NotBlank
            end
            """;

    private static final String ROUTING = """
            package tickets

            rule "A routine ticket is done without a person"
            when
                Ticket( kind == "routine" )
            then
                route.full("DONE", "routine");
            end

            rule "Any other ticket is for a person"
            when
                Ticket( kind != "routine" )
            then
                route.manual("not routine");
            end
            """;
}
