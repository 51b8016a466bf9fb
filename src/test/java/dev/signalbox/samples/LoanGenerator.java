package dev.signalbox.samples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/**
 * Makes the 360 sample applications. The same seed makes the same bytes, so what is committed can be compared with what is
 * made. Every person and amount is invented.
 */
public final class LoanGenerator {
    static final Path FILE = Path.of("samples/loan-applications.csv");
    private static final int COUNT = 360;
    private static final long SEED = 2025;

    private LoanGenerator() {}

    /** Writes the file into the repository whose root is the working directory. */
    public static void main(String[] args) throws IOException {
        Files.writeString(FILE, csv());
    }

    static String csv() {
        var random = new Random(SEED);
        var text = new StringBuilder();
        try (var csv = new CSVPrinter(
                text, CSVFormat.RFC4180.builder().setRecordSeparator("\n").get())) {
            int running = 0;
            for (var fault : faults()) {
                var draft = new LoanDraft(running, random);
                if (running++ == 0) {
                    csv.printRecord(draft.cells.keySet());
                }
                if (fault != null) {
                    fault.spoil(draft);
                }
                csv.printRecord(draft.cells.values());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** Which fault each application has, in their order; null for none. */
    static List<@Nullable LoanFault> faults() {
        var faults = new ArrayList<@Nullable LoanFault>();
        for (var fault : LoanFault.values()) {
            faults.addAll(Collections.nCopies(fault.count, fault));
        }
        faults.addAll(Collections.nCopies(COUNT - faults.size(), null));
        Collections.shuffle(faults, new Random(SEED));
        return faults;
    }
}
