package dev.signalbox.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.process.CsvFormat;
import dev.signalbox.process.Due;
import dev.signalbox.process.PackFault;
import dev.signalbox.process.QueueDefinition;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Fields that process.yaml names are fields of the item. */
class DefinitionNamesTest {
    private static final String BILL = """
            declare Line sku : String amount : BigDecimal end
            declare Bill number : String amount : BigDecimal kind : String lines : List<Line> days : List<LocalDate> end
            rule "All" when Bill( amount > 1 ) then route.manual("x"); end
            """;

    @Test
    void whatRowsAreGroupedByAndIntoHasToBeThere() {
        assertThat(faults(group(Map.of("lines.amount", "Betrag"), "number", "lines")))
                .isEmpty();
        assertThat(faults(group(Map.of("amount", "Total"), "number", "lines"))).isEmpty();
        assertThat(faults(group(Map.of(), "number", "lines")))
                .containsExactly(
                        "Expected the heading of lines.amount or of amount in csv.columns, since both have the same name");
        assertThat(faults(group(Map.of("lines.amount", "x"), "numbr", "lines")))
                .containsExactly("Expected fields of Bill in csv.group.by, but numbr is none; did you mean 'number'?");
        assertThat(faults(group(Map.of("lines.amount", "x"), "days", "lines")))
                .containsExactly("Expected single values of Bill in csv.group.by, but days is none");
        assertThat(faults(group(Map.of("lines.amount", "x"), "lines.sku", "lines")))
                .containsExactly("Expected single values of Bill in csv.group.by, but lines.sku is none");
        for (String into : List.of("days", "number", "nowhere")) {
            assertThat(faults(group(Map.of(), "number", into)))
                    .containsExactly("Expected a list of declared things as csv.group.into, but " + into + " is none");
        }
    }

    @Test
    void whatATaskIsDueByHasToBeThere() {
        var hour = Duration.ofHours(1);
        assertThat(faults(due(new Due(hour, "kind", Map.of("a", hour))))).isEmpty();
        assertThat(faults(due(new Due(hour, "kynd", Map.of("a", hour)))))
                .containsExactly(
                        "Expected fields of Bill in queues.clerks.due.by, but kynd is none; did you mean 'kind'?");
    }

    private static Packs group(Map<String, String> columns, String by, String into) {
        return Packs.of("Bill", BILL)
                .csv(new CsvFormat(
                        columns,
                        List.of(),
                        List.of(""),
                        ",",
                        "point",
                        List.of(),
                        0,
                        "UTF-8",
                        new CsvFormat.Group(List.of(by), into)));
    }

    private static Packs due(Due due) {
        return Packs.of("Bill", BILL).queue("clerks", new QueueDefinition("Clerks", due, null, Duration.ofMinutes(30)));
    }

    private static List<String> faults(Packs pack) {
        return RuleCompiler.check(pack.pack()).stream()
                .filter(fault -> fault.severity() == PackFault.Severity.ERROR)
                .map(PackFault::text)
                .toList();
    }
}
