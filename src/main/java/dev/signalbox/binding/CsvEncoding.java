package dev.signalbox.binding;

import dev.signalbox.process.CsvFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/** What a file is in: its byte order mark says it, or else process.yaml. */
record CsvEncoding(String name, InputStream utf8) {
    private static final int LONGEST_MARK = 4;

    private record Mark(String bytes, String encoding) {}

    private static final List<Mark> MARKS = List.of(
            new Mark("efbbbf", CsvFormat.UTF_8),
            new Mark("fffe0000", "UTF-32LE"),
            new Mark("0000feff", "UTF-32BE"),
            new Mark("fffe", "UTF-16LE"),
            new Mark("feff", "UTF-16BE"));

    /**
     * @param declared the encoding of a file without a mark
     * @throws MalformedBody when it is plainly another than declared
     */
    static CsvEncoding of(InputStream file, String declared) throws IOException, MalformedBody {
        var in = new PushbackInputStream(file, LONGEST_MARK);
        byte[] start = in.readNBytes(LONGEST_MARK);
        String hex = HexFormat.of().formatHex(start);
        for (Mark mark : MARKS) {
            if (hex.startsWith(mark.bytes)) {
                in.unread(start, mark.bytes.length() / 2, start.length - mark.bytes.length() / 2);
                return of(in, Charset.forName(mark.encoding));
            }
        }
        in.unread(start);
        var encoding = Charset.forName(declared);
        if (encoding.equals(StandardCharsets.UTF_8) && Utf8.isOtherEncoding(start, start.length)) {
            throw new MalformedBody("Expected CSV in UTF-8, but it looks like UTF-16 without a byte order mark;"
                    + " save it as UTF-8, or set csv: { encoding: " + (start[0] == 0 ? "UTF-16BE" : "UTF-16LE")
                    + " } in process.yaml");
        }
        return of(in, encoding);
    }

    private static CsvEncoding of(InputStream in, Charset encoding) {
        boolean utf8 = encoding.equals(StandardCharsets.UTF_8);
        return new CsvEncoding(encoding.name(), utf8 ? in : new Recoded(in, encoding));
    }
}
