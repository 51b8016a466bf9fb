package dev.signalbox.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.decision.table.DecisionTable;
import dev.signalbox.process.PackFile;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class LoanGeneratorTest {

    @Test
    void theCommittedApplicationsAreWhatTheGeneratorMakes() throws Exception {
        assertThat(Files.readString(LoanGenerator.FILE))
                .as("run LoanGenerator.main and commit what it writes")
                .isEqualTo(LoanGenerator.csv());
    }

    /** A workbook holds the time it was written, so the rules are compared, not the bytes. */
    @Test
    void theCommittedPricesAreWhatTheGeneratorMakes() throws Exception {
        var made = new ByteArrayOutputStream();
        PricingWorkbook.write(made);
        assertThat(drl(Files.readAllBytes(PricingWorkbook.FILE)))
                .as("run PricingWorkbook.main and commit what it writes")
                .isEqualTo(drl(made.toByteArray()));
    }

    private static String drl(byte[] workbook) throws Exception {
        return DecisionTable.read(new PackFile("pricing.drl.xlsx", workbook)).drl();
    }
}
