package dev.signalbox.samples;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Writes the computed tables into the READMEs of the packs, below the working directory. */
public final class ReadmeFigures {
    private ReadmeFigures() {}

    /** Takes no arguments. */
    public static void main(String[] args) throws Exception {
        try (var pack = Pack.load("property-claims")) {
            write(pack, new ClaimFigures(pack).blocks());
        }
        try (var pack = Pack.load("supplier-invoices")) {
            write(pack, GeneratedFigures.ofInvoices(pack).blocks());
        }
        try (var pack = Pack.load("loan-applications")) {
            write(pack, GeneratedFigures.ofLoans(pack).blocks());
        }
    }

    private static void write(Pack pack, Map<String, String> blocks) throws Exception {
        var readme = Path.of("rules", pack.files().name(), "README.md");
        Files.writeString(readme, Markdown.fill(Files.readString(readme), blocks));
    }
}
