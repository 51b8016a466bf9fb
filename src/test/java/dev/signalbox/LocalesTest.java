package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What rules decide hangs neither on the language of the machine nor on its time zone or the encoding of its files. */
@Timeout(300)
class LocalesTest {
    private static final List<List<String>> MACHINES = List.of(
            List.of("-Duser.language=tr", "-Duser.country=TR", "-Duser.timezone=Pacific/Auckland"),
            List.of("-Duser.language=ar", "-Duser.country=EG", "-Duser.timezone=America/Los_Angeles"),
            List.of("-Duser.language=th", "-Duser.country=TH", "-Duser.timezone=Asia/Bangkok"));

    @TempDir
    Path folder;

    @Test
    void theExamplesOfAllPacksPassInAnyLanguageZoneAndEncoding() throws Exception {
        Path packs = RulesCopy.in(folder).folder();
        writePack(Files.createDirectories(packs.resolve("things")));
        var running = new LinkedHashMap<Process, Path>();
        for (List<String> machine : MACHINES) {
            var command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-Dfile.encoding=ISO-8859-1"));
            command.addAll(machine);
            command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
            command.addAll(List.of("test", packs.toString()));
            Path said = Files.createFile(folder.resolve("said" + running.size()));
            running.put(
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(said.toFile())
                            .start(),
                    said);
        }
        for (var each : running.entrySet()) {
            int exit = each.getKey().waitFor();
            assertThat(exit).as(() -> read(each.getValue())).isZero();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** Rules that ask for all that a language could change. */
    private static void writePack(Path pack) throws IOException {
        Files.writeString(pack.resolve("process.yaml"), """
                process: things
                title: Things
                owner: { name: Desk, contact: desk@example.org }
                item: Thing
                key: [number]
                csv: { dates: [d-MMM-yy] }
                queues: { desk: { title: Desk, due: 8h } }
                routes: { full: [carry-out], partial: [review: desk, carry-out], manual: [review: desk, carry-out] }
                quarantine: desk
                fallback: desk
                outcomes: { PAY: [] }
                """);
        Files.writeString(pack.resolve("rules.drl"), """
                package things
                import java.time.format.DateTimeFormatter

                declare Thing
                    number : String @NotBlank
                    kind   : String
                    amount : BigDecimal
                    day    : LocalDate
                end
                function String spoken( LocalDate day ) { return day.format(DateTimeFormatter.ofPattern("d MMM yyyy")); }

                rule "upper" when Thing( kind.toUpperCase() == "ID-TITLE" ) then route.full("PAY", "x"); end
                rule "lower" when Thing( kind.toLowerCase() == "id-title" ) then route.full("PAY", "x"); end
                rule "ignoring case" when Thing( kind.equalsIgnoreCase("ID-TITLE") ) then route.full("PAY", "x"); end
                rule "a pattern" when Thing( kind matches "(?i)ID-.*" ) then route.full("PAY", "x"); end
                rule "in words" when Thing( String.format("%d", number.length()) == "1" ) then route.full("PAY", "x"); end
                rule "with a point" when Thing( String.format("%.2f", amount) == "1234.50" ) then route.full("PAY", "x"); end
                rule "a month" when Thing( spoken( day ) == "3 Jan 2025" ) then route.full("PAY", "x"); end
                rule "a year" when Thing( day.getYear() == 2025, day >= "2025-01-03" ) then route.full("PAY", "x"); end
                rule "Zürich, İzmir, ประเทศ" when Thing( kind == "Zürich" ) then route.full("PAY", "ü"); end
                """);
        Files.writeString(pack.resolve("examples.csv"), """
                example,number,kind,amount,day,expect.route,expect.rules
                all,1,Id-Title,1234.50,3-Jan-25,FULL,upper; lower; ignoring case; a pattern; in words; with a point; a month; a year
                letters,22,Zürich,,1-Feb-24,FULL,"Zürich, İzmir, ประเทศ"
                """);
    }
}
