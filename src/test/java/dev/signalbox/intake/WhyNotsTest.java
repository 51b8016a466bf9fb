package dev.signalbox.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.Tickets;
import dev.signalbox.binding.MalformedBody;
import dev.signalbox.decision.Limits;
import dev.signalbox.decision.LiveProcess;
import dev.signalbox.decision.Processes;
import dev.signalbox.decision.host.RuleHost;
import dev.signalbox.decision.host.RuleHosts;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Asking why an item is not FULL leaves the rules that decide alone, whatever is tried. */
class WhyNotsTest {
    private static final Instant NOW = Instant.parse("2026-01-05T08:00:00Z");

    @Test
    void whatIsTriedCountsNoStrikesAgainstTheRulesThatDecideAndIsKeptOncePerDecision(@TempDir Path folder)
            throws Exception {
        var rules = Tickets.write(folder, URI.create("http://127.0.0.1:9"));
        var routing = rules.resolve("tickets/routing.drl");
        Files.writeString(routing, Files.readString(routing) + """

                rule "Nobody has ever seen such a ticket"
                when
                    Ticket( kind == "never seen" || kind == "nor this" || kind == "nor that" )
                then
                    while (true) { }
                end
                """);
        var limits = new Limits(Duration.ofSeconds(1), Limits.DEFAULT.matches());
        var loader = new RuleHosts(RuleHost.class, limits, 64, null);
        try (var processes = Processes.load(rules, loader, process -> List.of())) {
            var whyNots = new WhyNots(processes);
            var live = processes.find("tickets").orElseThrow();
            // Three of the tries end the process: as many as withdraw a version that decides.
            assertThat(why(whyNots, live, 1).tried()).isPositive();
            assertThat(live.engine().withdrawn()).isNull();
            assertThat(why(whyNots, live, 1)).isSameAs(why(whyNots, live, 1));

            whyNots.close();
            assertThat(why(whyNots, live, 1).tried()).as("kept").isPositive();
            assertThatThrownBy(() -> why(whyNots, live, 4)).isInstanceOf(WhyNotUnavailable.class);
        }
    }

    private static WhyNot why(WhyNots whyNots, LiveProcess live, int n) throws MalformedBody {
        return whyNots.of(live, Tickets.json("T" + n, "odd").getBytes(StandardCharsets.UTF_8), NOW);
    }
}
