package dev.signalbox.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackFolderTest {
    @TempDir
    private Path folder;

    private PackOnDisk pack;

    @BeforeEach
    void aGoodPack() throws IOException {
        pack = PackOnDisk.in(folder);
    }

    @Test
    void theFilesAreSortedAndNamedWithForwardSlashes() throws Exception {
        pack.with("routing.drl", "").with("a/b/c.txt", "");

        assertThat(pack.load().files())
                .extracting(PackFile::path)
                .containsExactly("a/b/c.txt", "item.drl", "process.yaml", "reference/sites.csv", "routing.drl");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".DS_Store",
                ".git/config",
                "item.drl~",
                "#item.drl#",
                ".item.drl.swp",
                "~$limits.xlsx",
                "item.drl.bak",
                "reference/.hidden"
            })
    void whatEditorsLeaveBehindIsNoPartOfThePack(String path) throws Exception {
        String version = pack.load().version();

        assertThat(pack.with(path, "x").load().version()).isEqualTo(version);
    }

    @Test
    void theSameBytesAreTheSameVersionInAnotherPlace(@TempDir Path elsewhere) throws Exception {
        assertThat(PackOnDisk.in(elsewhere).load().version())
                .isEqualTo(pack.load().version())
                .matches("[0-9a-f]{64}");
    }

    @Test
    void anyByteChangedIsAnotherVersion() throws Exception {
        String version = pack.load().version();
        for (String path : new String[] {"process.yaml", "item.drl", "reference/sites.csv"}) {
            Path file = pack.folder().resolve(path);
            String text = Files.readString(file);
            assertThat(pack.with(path, text + "\n").load().version()).as(path).isNotEqualTo(version);
            pack.with(path, text);
        }
        assertThat(pack.load().version()).isEqualTo(version);
    }

    @Test
    void anotherNameOrAnotherCutBetweenFilesIsAnotherVersion() throws Exception {
        String one = pack.with("x/a.txt", "12").with("x/b.txt", "3").load().version();
        String cut = pack.with("x/a.txt", "1").with("x/b.txt", "23").load().version();
        String named = pack.with("x/c.txt", "23").without("x/b.txt").load().version();

        assertThat(one).isNotEqualTo(cut).isNotEqualTo(named);
        assertThat(cut).isNotEqualTo(named);
    }

    @Test
    void aLinkedFileIsReadAsInAMountedConfiguration() throws Exception {
        Path data = pack.folder().resolve("..data");
        Files.createDirectories(data);
        Files.move(pack.folder().resolve("item.drl"), data.resolve("item.drl"));
        Files.createSymbolicLink(pack.folder().resolve("item.drl"), Path.of("..data/item.drl"));

        assertThat(pack.load().files())
                .extracting(PackFile::path)
                .containsExactly("item.drl", "process.yaml", "reference/sites.csv");
    }

    @Test
    void aLinkThatGoesRoundIsRefused() throws Exception {
        Files.createSymbolicLink(pack.folder().resolve("round"), pack.folder());

        assertThat(pack.faults()).extracting(PackFault::file).containsExactly("tickets/round");
    }

    @Test
    void aFolderThatIsNotThereIsRefused() {
        assertThat(new PackOnDisk(folder.resolve("nowhere")).faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.toString()).startsWith("nowhere: Expected a folder, but"));
    }

    @Test
    void aPackNeedsADefinition() throws Exception {
        assertThat(pack.without("process.yaml").faults())
                .extracting(PackFault::toString)
                .containsExactly("tickets/process.yaml: Expected a file of this name, but there is none");
    }

    @Test
    void theOtherEndingIsNamed() throws Exception {
        assertThat(pack.without("process.yaml")
                        .with("process.yml", BadProcess.GOOD)
                        .faults())
                .extracting(PackFault::toString)
                .containsExactly("tickets/process.yaml: Expected a file of this name, but there is process.yml");
    }

    @Test
    void aPackNeedsRules() throws Exception {
        assertThat(pack.without("item.drl").faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.toString()).startsWith("tickets: Expected a .drl file"));
    }

    @Test
    void textThatIsNoUtf8IsRefusedWithItsLine() throws Exception {
        pack.with("reference/sites.csv", "code,name\nZRH,Zürich\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(pack.faults())
                .singleElement()
                .hasToString("tickets/reference/sites.csv:2: Expected UTF-8, but it is not; save it as CSV UTF-8");
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheText() throws Exception {
        pack.with("process.yaml", "\uFEFF" + BadProcess.GOOD);

        assertThat(pack.load().filesEndingWith("process.yaml"))
                .singleElement()
                .satisfies(file -> assertThat(file.text()).isEqualTo(BadProcess.GOOD));
    }

    @Test
    void aFileOutOfAllProportionIsRefused() throws Exception {
        pack.with("reference/sites.csv", new byte[(32 << 20) + 1]);

        assertThat(pack.faults())
                .containsExactly(
                        new PackFault("tickets/reference/sites.csv", 0, "Expected at most 32 MiB, but it is larger"));
    }
}
