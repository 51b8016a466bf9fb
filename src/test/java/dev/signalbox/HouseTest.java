package dev.signalbox;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The arrows of the house. They all point down: data flows one way, nothing goes round, and rooms on
 * one floor never meet. */
class HouseTest {
    private static final List<List<String>> FLOORS = List.of(
            List.of("cli"),
            List.of("web"),
            List.of("intake", "execution", "review", "publishing"),
            List.of("plan"),
            List.of("outcome", "trial"),
            List.of("decision", "binding"),
            List.of("process"),
            List.of("item", "db"));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.signalbox");

    @ParameterizedTest
    @MethodSource("rooms")
    void aRoomUsesOnlyWhatIsOnAFloorBelow(String room) {
        int floor = 0;
        while (!FLOORS.get(floor).contains(room)) {
            floor++;
        }
        Stream<String> below = FLOORS.stream().skip(floor + 1).flatMap(List::stream);
        // A command starts the whole, which is put together outside the rooms.
        Stream<String> whole = room.equals("cli") ? Stream.of("dev.signalbox") : Stream.of();
        String[] mayUse = Stream.concat(
                        whole, Stream.concat(Stream.of(room), below).map(HouseTest::in))
                .toArray(String[]::new);

        classes()
                .that()
                .resideInAPackage(in(room))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(mayUse).or(resideOutsideOfPackage("dev.signalbox..")))
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void everyRoomIsOnAFloor() {
        String[] rooms = Stream.concat(Stream.of("dev.signalbox"), rooms().map(HouseTest::in))
                .toArray(String[]::new);

        classes().should().resideInAnyPackage(rooms).check(CLASSES);
    }

    @Test
    void onlyDecisionKnowsDrools() {
        noClasses()
                .that()
                .resideOutsideOfPackage(in("decision"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.drools..", "org.kie..")
                .check(CLASSES);
    }

    @Test
    void onlyTheWebKnowsVertx() {
        noClasses()
                .that()
                .resideOutsideOfPackage(in("web"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.vertx..")
                .check(CLASSES);
    }

    @Test
    void whatIsOnlyTriedCannotBeStored() {
        noClasses()
                .that()
                .resideInAPackage(in("trial"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(in("db"), in("plan"), "java.sql..")
                .check(CLASSES);
    }

    private static Stream<String> rooms() {
        return FLOORS.stream().flatMap(List::stream);
    }

    private static String in(String room) {
        return "dev.signalbox." + room + "..";
    }
}
