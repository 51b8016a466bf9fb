package dev.signalbox.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.process.PackFault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The analysts' guide has a cure for every message. */
class MessagesGuideTest {
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern LEFT_OUT = Pattern.compile("…");

    @Test
    void everySeededFaultIsInTheGuide() throws Exception {
        List<Pattern> told = told();
        assertThat(SeededFault.ALL).hasSizeGreaterThan(60).allSatisfy(fault -> assertTold(told, fault.text()));
    }

    @Test
    void everyWarningIsInTheGuide() throws Exception {
        String drl = """
                declare Claim
                    amount : BigDecimal
                    type   : String @NotBlank
                    colour : String
                end
                rule "Silent" when Claim( amount > 9 ) then String x = "x"; end
                rule "Never" when Claim( amount > 9, amount < 3 ) then route.manual("a"); end
                rule "One" when Claim( amount > 9 ) then route.manual("b"); end
                rule "Same" when Claim( amount > 9 ) then route.manual("b"); end
                rule "Less" when Claim( amount > 10 ) then route.manual("b"); end
                rule "All" when Claim() then route.full("PAY", "c"); end
                rule "Other" when Claim( type == "d" ) then route.full("DENY", "d"); end
                rule "Text" when Claim( type == 5 ) then route.manual("f"); end
                rule "Letters" when Claim( type < "5 b", amount < 5 ) then route.manual("g"); end
                rule "Thousand" when Claim( amount > 1.000, type == "h" ) then route.manual("h"); end
                rule "Binary" when Claim( type == "i" ) then route.manual("" + 0.1); end
                rule "Drops" when Claim( type == "j" ) then route.manual("" + 3 / 2); end
                """;
        List<PackFault> warnings = RuleCompiler.check(Packs.of("Claim", drl).pack());
        List<Pattern> told = told();
        assertThat(warnings.stream().map(fault -> String.valueOf(fault.rule())).collect(Collectors.toSet()))
                .contains(
                        "Silent",
                        "Never",
                        "Same",
                        "Less",
                        "All",
                        "Other",
                        "Text",
                        "Letters",
                        "Thousand",
                        "Binary",
                        "Drops",
                        "null");
        assertThat(warnings).allSatisfy(fault -> assertTold(told, fault.text()));
    }

    private static void assertTold(List<Pattern> told, String message) {
        assertThat(told)
                .as(message)
                .anyMatch(pattern -> pattern.matcher(message).lookingAt());
    }

    /** What stands in the first column of the guide's tables. */
    private static List<Pattern> told() throws Exception {
        var patterns = new ArrayList<Pattern>();
        for (String line : Files.readAllLines(Path.of("rules/README.md"))) {
            if (line.startsWith("| `")) {
                CODE.matcher(line.split(" \\| ", 2)[0])
                        .results()
                        .map(code -> code.group(1))
                        .filter(code -> code.replace("…", "").length() > 5)
                        .map(MessagesGuideTest::pattern)
                        .forEach(patterns::add);
            }
        }
        return patterns;
    }

    private static Pattern pattern(String message) {
        return Pattern.compile(
                Arrays.stream(LEFT_OUT.split(message, -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
    }
}
