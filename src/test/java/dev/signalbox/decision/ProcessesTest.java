package dev.signalbox.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessesTest {
    @Test
    void aBadPackDoesNotStopTheOthers(@TempDir Path rules) throws IOException {
        pack(rules, "good", "Claim");
        pack(rules, "bad", "Clam");
        Files.createDirectories(rules.resolve("no-pack"));
        try (Processes processes = Processes.load(rules)) {
            assertThat(processes.all()).extracting(LiveProcess::name).containsExactly("good");
            assertThat(processes.find("good")).isPresent();
            assertThat(processes.find("bad")).isEmpty();
            assertThat(processes.bad()).singleElement().satisfies(pack -> {
                assertThat(pack.name()).isEqualTo("bad");
                assertThat(pack.faults())
                        .extracting(Object::toString)
                        .containsExactly(
                                "bad/process.yaml:4:1: Expected a type declared in the pack's DRL, but Clam is none;"
                                        + " did you mean 'Claim'?");
            });
        }
    }

    @Test
    void aFolderThatIsMeantToBeAPackIsNeverPassedOver(@TempDir Path rules) throws IOException {
        pack(rules, "misnamed", "Claim");
        Files.move(rules.resolve("misnamed/process.yaml"), rules.resolve("misnamed/process.yml"));
        pack(rules, "undefined", "Claim");
        Files.delete(rules.resolve("undefined/process.yaml"));
        Files.createDirectories(rules.resolve("no-pack"));
        Files.writeString(rules.resolve("README.md"), "");
        Files.createSymbolicLink(rules.resolve(".#README.md"), Path.of("ada@desk.4711"));
        try (var processes = Processes.load(rules)) {
            assertThat(processes.bad()).extracting(BadPack::name).containsExactlyInAnyOrder("misnamed", "undefined");
            assertThat(processes.bad())
                    .flatExtracting(BadPack::faults)
                    .extracting(Object::toString)
                    .contains("misnamed/process.yaml: Expected a file of this name, but there is process.yml");
        }
    }

    private static void pack(Path rules, String name, String item) throws IOException {
        Path folder = Files.createDirectories(rules.resolve(name));
        Files.writeString(folder.resolve("item.drl"), "package " + name + "\ndeclare Claim\n a : String\nend\n");
        Files.writeString(folder.resolve("process.yaml"), """
                process: %s
                title: A pack
                owner: { name: Tests, contact: tests@example.org }
                item: %s
                queues: { people: { title: People, due: 8h } }
                routes: { full: [carry-out], partial: [review: people, carry-out], manual: [review: people, carry-out] }
                quarantine: people
                fallback: people
                outcomes: { DONE: [] }
                """.formatted(name, item));
    }
}
