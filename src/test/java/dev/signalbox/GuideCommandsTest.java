package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The commands that the guide for analysts shows end well, as typed. */
class GuideCommandsTest {
    private static final Pattern BLOCK = Pattern.compile("^```sh\\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern FILE =
            Pattern.compile("^`(target/my-rules/[^`]+)`.*\\n\\n```\\n((?s:.*?))^```", Pattern.MULTILINE);
    private static final String COMMAND = "java -jar target/signalbox.jar ";
    private static final String COPY = "cp -r rules target/";

    @TestFactory
    Stream<DynamicTest> everyCommandOfTheGuideEndsWell() throws IOException {
        var guide = Files.readString(Path.of("rules/README.md"));
        for (var file : FILE.matcher(guide).results().toList()) {
            var path = Path.of(file.group(1));
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.group(2));
        }
        var commands = commands(guide);
        assertThat(commands).isNotEmpty();
        return commands.stream()
                .map(command -> DynamicTest.dynamicTest(command, () -> {
                    if (command.startsWith(COPY)) {
                        copy(words(command));
                        return;
                    }
                    var shell = Shell.run(words(command.substring(COMMAND.length())));
                    assertThat(shell.exit()).as(shell.err()).isZero();
                    assertThat(shell.out()).isNotBlank();
                }));
    }

    private static List<String> commands(String guide) {
        return BLOCK.matcher(guide)
                .results()
                .flatMap(block -> block.group(1).replace("\\\n", " ").lines())
                .filter(line -> line.startsWith(COMMAND) || line.startsWith(COPY))
                .toList();
    }

    private static void copy(List<String> command) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
    }

    /** As a shell parts them, for as much of its quoting as the guide uses. */
    private static List<String> words(String command) {
        return Arrays.stream(command.strip().split("\\s+(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)"))
                .map(word -> word.replace("\"", ""))
                .toList();
    }
}
