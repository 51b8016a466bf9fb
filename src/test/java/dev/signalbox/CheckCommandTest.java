package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {
    private static final String ROUTING = "property-claims/routing.drl";

    @TempDir
    private Path scratch;

    @Test
    void thePacksOfThisProjectHaveNoFaultsAndNoWarnings() {
        Shell check = Shell.run("check", "--strict", "rules");

        assertThat(check.out()).contains(" 0 errors, 0 warnings");
        assertThat(check.exit()).isZero();
    }

    @Test
    void faultsAreToldWithTheirPlaceAndEndInOne() {
        Shell check = Shell.run("check", faulty().path("property-claims"));

        assertThat(check.out())
                .contains("property-claims/routing.drl:7:", "error: rule \"Damage at a checkpoint")
                .contains("Claim has no field 'amuont'; did you mean 'amount'?", "1 pack: 1 error, 0 warnings")
                .doesNotContain(".java", "\tat ");
        assertThat(check.exit()).isEqualTo(1);
    }

    @Test
    void warningsFailOnlyWhenAsked() {
        String pack = RulesCopy.in(scratch)
                .edit(ROUTING, drl -> drl.replace("amount > 0, amount <= 500", "amount > 900, amount <= 500"))
                .path("property-claims");

        assertThat(Shell.run("check", pack).exit()).isZero();
        Shell strict = Shell.run("check", "--strict", pack);
        assertThat(strict.out()).contains("warning: rule \"Damage at a checkpoint", "can never match");
        assertThat(strict.exit()).isEqualTo(1);
    }

    @Test
    void machinesReadTheSame() {
        String pack = faulty().path("property-claims");

        assertThat(Shell.run("check", "--format", "json", pack).out())
                .contains("\"severity\" : \"ERROR\"", "\"line\" : 7", "\"suggestion\" : \"did you mean 'amount'?\"");
        assertThat(Shell.run("check", "--format", "github", pack).out())
                .startsWith("::error file=")
                .contains("property-claims/routing.drl,line=7,col=", "::Claim has no field 'amuont'; did you mean");
    }

    @Test
    void aFolderWithoutPacksEndsInTwo() {
        Shell check = Shell.run("check", scratch.resolve("nothing").toString());

        assertThat(check.exit()).isEqualTo(2);
        assertThat(check.err()).contains("Expected a process pack");
    }

    @Test
    void aPackThatIsTooMuchForACommandLeavesTheOthersJudged() {
        var rules = RulesCopy.in(scratch)
                .write(
                        "loan-applications/deep.drl",
                        "package loan_applications\nfunction String deep(String k) { return "
                                + "k.equals(\"1\") ? \"a\" : ".repeat(6_000) + "\"b\"; }\n");

        for (String command : List.of("check", "test")) {
            var shell = Shell.run(command, rules.folder().toString());

            assertThat(shell.exit()).isPositive();
            assertThat(shell.out() + shell.err())
                    .contains("loan-applications", "too long or too deep")
                    .containsAnyOf("3 packs: 1 error, 0 warnings", "25 of 25 rules matched")
                    .doesNotContain("StackOverflow");
        }
    }

    private RulesCopy faulty() {
        return RulesCopy.in(scratch).edit(ROUTING, drl -> drl.replaceFirst("amount > 0", "amuont > 0"));
    }
}
