package dev.signalbox.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.item.MatchedRule;
import dev.signalbox.item.Route;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table in the analysts' guide is a table, decides what the guide says of it, and fails as it says. */
class TableGuideTest {
    private static final Pattern TABLE = Pattern.compile("```csv\n(.*?)```", Pattern.DOTALL);
    private static final String CLAIM = "declare Claim\n amount : BigDecimal\n airport : String\nend\n";

    private static String table() throws Exception {
        var found = TABLE.matcher(Files.readString(Path.of("rules/README.md")));
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    @Test
    void theGuidesTableDecidesAsTheGuideSays() throws Exception {
        Packs pack = Packs.of("Claim", CLAIM).with("limits.drl.csv", table());
        var some = Cases.decide(pack, Map.of("amount", new BigDecimal("500.01"), "airport", "JFK"));
        assertThat(some.route()).isEqualTo(Route.PARTIAL);
        assertThat(some.rules())
                .extracting(MatchedRule::name)
                .containsExactly("More than 500 is confirmed by a person");
        var many = Cases.decide(pack, Map.of("amount", new BigDecimal("2500.01"), "airport", "F"));
        assertThat(many.route()).isEqualTo(Route.MANUAL);
        assertThat(many.rules())
                .extracting(MatchedRule::name)
                .containsExactlyInAnyOrder(
                        "More than 2500 is decided by a senior", "Nothing abroad is left to the machine");
    }

    @Test
    void theGuidesFaultsAreToldAsTheGuideSays() throws Exception {
        String guide = Files.readString(Path.of("rules/README.md"));
        assertFault(guide, table().replaceFirst("NAME,CONDITION", "NAME,PRIORITY"));
        assertFault(guide, table().replaceFirst(",,,,more than 2500", ",,,,"));
    }

    private static void assertFault(String guide, String table) {
        assertThatThrownBy(Packs.of("Claim", CLAIM).with("limits.drl.csv", table)::compile)
                .satisfies(fault -> assertThat(guide)
                        .contains(String.valueOf(fault.getMessage()).replaceFirst("trial/", "claims/")));
    }
}
