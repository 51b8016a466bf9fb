package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.decision.BadPack;
import dev.signalbox.decision.LiveProcess;
import dev.signalbox.decision.Processes;
import dev.signalbox.item.Json;
import dev.signalbox.trial.Rehearsal;
import java.io.StringReader;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

/** {@code signalbox test}, and what examples mean for a server. */
class TestCommandTest {
    private static final String EXAMPLES = "property-claims/examples.csv";

    @TempDir
    Path scratch;

    @Test
    void everyExampleOfThePacksPassesAndEveryRuleIsMatched() {
        var shell = Shell.run("test", "--cover-all", "rules");

        assertThat(shell.exit()).as(shell.out() + shell.err()).isZero();
        assertThat(shell.out()).contains("17 of 17 rules matched", "25 of 25 rules matched");
    }

    @Test
    void aFailingExampleIsToldWithWhatDiffersAndWhatMatched() {
        var rules = RulesCopy.in(scratch).edit("property-claims/routing.drl", drl -> drl.replace("<= 500", "<= 499"));

        var shell = Shell.run("test", rules.path("property-claims"));

        assertThat(shell.exit()).isEqualTo(1);
        assertThat(shell.out())
                .contains("✗ exactly 500 is still paid  property-claims/examples.csv:3")
                .containsPattern("expected +route +FULL")
                .containsPattern("was +route +MANUAL")
                .containsPattern("expected +rules +Damage at a checkpoint of at most 500")
                .containsPattern("because +reasons +no rule matched")
                .contains("1 failed, 32 passed");
    }

    @Test
    void aRuleThatNoExampleMatchesIsNamedWithItsPlace() {
        var rules = RulesCopy.in(scratch).edit(EXAMPLES, csv -> csv.replaceAll("(?m)^(thanks|.*compliment).*\\R", ""));

        var shell = Shell.run("test", rules.path("property-claims"));

        assertThat(shell.exit()).isZero();
        assertThat(shell.out())
                .contains("0  A compliment is answered with thanks  never matched, property-claims/routing.drl:19");
        assertThat(Shell.run("test", "--cover-all", rules.path("property-claims"))
                        .exit())
                .isEqualTo(1);
    }

    @Test
    void aFaultyFileIsSomethingElseThanAFailingExample() {
        var rules = RulesCopy.in(scratch).edit(EXAMPLES, csv -> csv.replace(",FULL,", ",full,"));

        var shell = Shell.run("test", rules.folder().toString());

        assertThat(shell.exit()).isEqualTo(2);
        assertThat(shell.err()).contains("property-claims/examples.csv:2: column 'expect.route': Expected one of FULL");
        assertThat(shell.out()).contains("supplier-invoices");
    }

    @Test
    void aFolderWithoutPacksIsRefused() {
        var shell = Shell.run("test", scratch.toString());

        assertThat(shell.exit()).isEqualTo(2);
        assertThat(shell.err()).contains("Expected a process pack, or a folder of packs");
    }

    @Test
    void programsGetTheSameAsJsonAndAsJUnitsXml() throws Exception {
        var rules = RulesCopy.in(scratch).edit("property-claims/routing.drl", drl -> drl.replace("<= 500", "<= 499"));

        var json = Json.read(
                Shell.run("test", "--format", "json", rules.path("property-claims"))
                        .out(),
                JsonNode.class);
        var xml = Shell.run("test", "--format", "junit", rules.path("property-claims"))
                .out();

        assertThat(json.at("/0/failed").asInt()).isEqualTo(1);
        assertThat(json.at("/0/examples/1/differences/0/part").asText()).isEqualTo("route");
        assertThat(json.at("/0/examples/1/decision/route").asText()).isEqualTo("MANUAL");
        assertThat(json.at("/0/rules")).hasSize(17);
        var suite = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(xml)))
                .getDocumentElement();
        assertThat(suite.getElementsByTagName("testcase").getLength()).isEqualTo(33);
        assertThat(suite.getElementsByTagName("failure").getLength()).isEqualTo(1);
    }

    @Test
    void aPackWhoseExamplesFailDoesNotGoLiveAndTheOthersDo() {
        var rules = RulesCopy.in(scratch).edit("property-claims/routing.drl", drl -> drl.replace("<= 500", "<= 499"));

        try (var processes = Processes.load(rules.folder(), Rehearsal::faults)) {
            assertThat(processes.all())
                    .extracting(LiveProcess::name)
                    .doesNotContain("property-claims")
                    .isNotEmpty();
            assertThat(processes.bad()).extracting(BadPack::name).containsExactly("property-claims");
            assertThat(processes.bad().get(0).faults().get(0))
                    .hasToString("property-claims/examples.csv:3: example \"exactly 500 is still paid\":"
                            + " Expected route FULL, but was MANUAL");
        }
    }

    @Test
    void aPackWithoutExamplesGoesLive() throws Exception {
        var rules = RulesCopy.in(scratch);
        java.nio.file.Files.delete(rules.folder().resolve(EXAMPLES));

        try (var processes = Processes.load(rules.folder(), Rehearsal::faults)) {
            assertThat(processes.bad()).isEmpty();
        }
    }
}
