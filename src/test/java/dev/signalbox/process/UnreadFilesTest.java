package dev.signalbox.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every file of a pack is used or named. */
class UnreadFilesTest {
    @TempDir
    Path folder;

    private PackOnDisk pack;

    @BeforeEach
    void aGoodPack() throws IOException {
        pack = PackOnDisk.in(folder);
    }

    @ParameterizedTest
    @CsvSource({
        "routing.DRL, rename it to routing.drl",
        "More/Routing.Drl, rename it to More/Routing.drl",
        "routing.drl.txt, rename it to routing.drl",
        "routing.drl.TXT, rename it to routing.drl",
        "routing.drl (1), rename it to routing.drl",
        "limits.DRL.CSV, rename it to limits.drl.csv",
        "limits.drl.CSV, rename it to limits.drl.csv",
        "limits.drl.csv.txt, rename it to limits.drl.csv",
        "limits.drl.XLSX, rename it to limits.drl.xlsx",
        "limits.drl.xls, save it as one of these",
        "limits.drl.xlsm, save it as one of these",
        "limits.drl.ODS, save it as one of these",
        "limits.drl.tsv, save it as one of these",
        "limits.gdst, 'write its rules in one of these, or take the file out of the pack'",
        "limits.GDST, 'write its rules in one of these, or take the file out of the pack'",
        "rules.rdrl, 'write its rules in one of these, or take the file out of the pack'",
        "rules.dsl, 'write its rules in one of these, or take the file out of the pack'",
        "rules.dslr, 'write its rules in one of these, or take the file out of the pack'",
        "rules.rdslr, 'write its rules in one of these, or take the file out of the pack'",
        "limits.dmn, 'write its rules in one of these, or take the file out of the pack'",
        "rules.drlx, 'write its rules in one of these, or take the file out of the pack'",
    })
    void aFileThatMustHoldRulesAndIsNotReadKeepsThePackFromLoading(String path, String help) throws IOException {
        assertThat(pack.with(path, "rule x").faults()).singleElement().satisfies(fault -> {
            assertThat(fault.file()).isEqualTo("tickets/" + path);
            assertThat(fault.message()).startsWith("Expected ");
            assertThat(fault.suggestion()).isEqualTo(help);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "example.csv",
                "Examples.CSV",
                "examples.csv.txt",
                "examples.xlsx",
                "examples.json",
                "tests.csv",
                "more/examples.csv",
                "examples-2.csv",
                "examples (1).csv",
                "routing.scesim",
                "limits.csv",
                "limits.CSV",
                "limits.xls",
                "limits.xlsx",
                "limits.ods",
                "limits.tsv",
                "sites.csv.txt",
                "tables/limits.csv",
                "reference/suppliers.csv",
                "reference/Suppliers.CSV",
                "reference/sites.xlsx",
                "reference/more/sites.csv",
                "reference/sites.json",
                "Reference/suppliers.csv",
                "references/sites.csv",
                "process.yml",
                "process.yaml.txt",
                "more/process.yaml",
                "queues.yaml"
            })
    void aFileThatLooksAsIfItWereReadIsNamed(String path) throws Exception {
        assertThat(pack.with(path, "a,b\n").load().warnings()).singleElement().satisfies(fault -> {
            assertThat(fault.severity()).isEqualTo(PackFault.Severity.WARNING);
            assertThat(fault.file()).isEqualTo("tickets/" + path);
            assertThat(fault.message()).startsWith("nothing reads this file: ");
            assertThat(fault.suggestion()).isNotNull();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "README.md",
                "notes.txt",
                "LICENSE",
                "desk.png",
                "limits.pdf",
                "reference/README.md",
                "more/rules.drl",
                "limits.drl.csv",
                ".gitignore",
                "routing.drl.bak"
            })
    void whatIsReadOrIsForPeopleIsNotNamed(String path) throws Exception {
        assertThat(pack.with(path, "").load().warnings()).isEmpty();
    }

    @Test
    void aFileOfTheSameNameInOtherLettersIsNamedWhereOneIsMissing() throws Exception {
        Files.move(folder.resolve("tickets/reference/sites.csv"), folder.resolve("tickets/reference/Sites.csv"));
        assertThat(pack.faults())
                .singleElement()
                .asString()
                .endsWith("Expected the file reference/sites.csv, but there is reference/Sites.csv");
        Files.move(folder.resolve("tickets/reference/Sites.csv"), folder.resolve("tickets/sites.csv"));
        assertThat(pack.faults()).singleElement().asString().endsWith("but there is sites.csv");
        Files.move(folder.resolve("tickets/sites.csv"), folder.resolve("tickets/reference/sites.xlsx"));
        assertThat(pack.faults()).singleElement().asString().endsWith("but there is reference/sites.xlsx");
    }

    @ParameterizedTest
    @CsvSource({
        "DD.MM.yyyy, D is the day of the year",
        "dd.MM.YYYY, Y is the year of a week",
        "dd.mm.yyyy, m is the minute",
        "dd.MM.yyyy HH:MM, M is the month",
        "dd.MM.yyyy hh:mm, h and K are hours of half a day"
    })
    void aPatternOfDatesThatIsHardlyMeantIsNamed(String pattern, String message) throws Exception {
        pack.with("process.yaml", BadProcess.GOOD.replace("d-MMM-yy", pattern));
        assertThat(pack.load().warnings()).singleElement().satisfies(fault -> {
            assertThat(fault.text()).startsWith("the pattern of dates '" + pattern + "' is hardly meant: " + message);
            assertThat(fault.line()).isEqualTo(9);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dd.MM.yyyy",
                "d.M.yy HH:mm",
                "M/d/yyyy h:mm a",
                "yyyy-MM-dd'T'HH:mm",
                "d MMM uuuu",
                "'Day' d.M.yy"
            })
    void aPatternOfDatesThatIsMeantIsNotNamed(String pattern) throws Exception {
        pack.with("process.yaml", BadProcess.GOOD.replace("[d-MMM-yy, M/d/yyyy]", "[\"" + pattern + "\"]"));
        assertThat(pack.load().warnings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"process.yml", "Process.yaml", "PROCESS.YML", "process.yaml.txt", "Routing.DRL", "rules.drl"})
    void aFolderIsAPackHoweverItsFilesAreSpelt(String file) throws IOException {
        Path other = Files.createDirectory(folder.resolve("other"));
        Files.writeString(other.resolve(file), "");
        assertThat(PackLoader.isPack(other)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tickets/", "Tickets-main/", "a/b/tickets/"})
    void aZipMayHoldThePackOneFolderDeeper(String above) throws Exception {
        ProcessPack here = pack.load();
        var deeper = here.files().stream()
                .map(file -> new PackFile(above + file.path(), file.bytes()))
                .toList();
        assertThat(PackLoader.of("tickets", PackZip.read("tickets", PackZip.of(deeper)))
                        .version())
                .isEqualTo(here.version());
    }

    @Test
    void whereTheDefinitionLiesIsSaidWhenNotAllFilesLieThere() throws Exception {
        var files = List.of(
                new PackFile("note.txt", new byte[1]),
                new PackFile("a/process.yaml", BadProcess.GOOD.getBytes(StandardCharsets.UTF_8)),
                new PackFile("a/item.drl", "package tickets".getBytes(StandardCharsets.UTF_8)));
        var read = PackZip.read("tickets", PackZip.of(files));
        assertThatThrownBy(() -> PackLoader.of("tickets", read))
                .hasMessage("tickets/process.yaml: Expected a file of this name, but there is a/process.yaml");
    }
}
