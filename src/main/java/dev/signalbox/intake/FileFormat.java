package dev.signalbox.intake;

import dev.signalbox.binding.CsvFile;
import dev.signalbox.binding.MalformedBody;
import dev.signalbox.binding.NdjsonLines;
import dev.signalbox.binding.RowBinder;
import dev.signalbox.binding.Rows;
import dev.signalbox.decision.LiveProcess;
import java.io.IOException;
import java.io.InputStream;

/** The kinds of file that hold many items. */
public enum FileFormat {
    CSV("text/csv"),
    NDJSON("application/x-ndjson");

    public final String mediaType;

    FileFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    record Opened(Rows rows, RowBinder binder) {}

    Opened open(LiveProcess process, InputStream in) throws IOException, MalformedBody {
        return switch (this) {
            case CSV -> {
                var file = CsvFile.open(in, process.type(), process.definition());
                yield new Opened(file.rows(), file.binder());
            }
            case NDJSON -> new Opened(NdjsonLines.open(in), new Binders().json(process));
        };
    }
}
