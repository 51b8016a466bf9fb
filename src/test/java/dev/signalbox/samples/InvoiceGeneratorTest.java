package dev.signalbox.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class InvoiceGeneratorTest {

    @Test
    void theCommittedFilesAreWhatTheGeneratorMakes() throws IOException {
        for (var file : new InvoiceGenerator().files().entrySet()) {
            assertThat(Files.readString(Path.of(file.getKey())))
                    .as("%s: run InvoiceGenerator.main and commit what it writes", file.getKey())
                    .isEqualTo(file.getValue());
        }
    }
}
