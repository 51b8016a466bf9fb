package dev.signalbox.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PackFaultTest {
    private static final PackFault FAULT = new PackFault("claims/routing.drl", 14, "Claim has no field 'amuont'");

    @Test
    void aFaultSaysWhereWhichRuleWhatAndWhatMayHelp() {
        assertThat(FAULT.inColumn(12).inRule("Small losses").suggesting("did you mean 'amount'?"))
                .hasToString("claims/routing.drl:14:12: rule \"Small losses\": Claim has no field 'amuont';"
                        + " did you mean 'amount'?");
    }

    @Test
    void whatIsNotKnownIsLeftOut() {
        assertThat(FAULT).hasToString("claims/routing.drl:14: Claim has no field 'amuont'");
        assertThat(new PackFault("claims", 0, "Expected a pack")).hasToString("claims: Expected a pack");
    }

    @Test
    void aCellOfATableIsNamedAsSpreadsheetsDo() {
        var cell = new PackFault("claims/limits.drl.csv", 7, "Expected a number");
        assertThat(cell.inColumn(3).place()).isEqualTo("claims/limits.drl.csv row 7 column C");
        assertThat(cell.inColumn(28).place()).isEqualTo("claims/limits.drl.csv row 7 column AB");
        assertThat(cell.inColumn(26).place()).endsWith("column Z");
    }
}
