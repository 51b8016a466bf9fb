package dev.signalbox.decision.table;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLStreamException;

/**
 * A workbook in Office Open XML (ECMA-376), as far as decision tables need it: the text, numbers, dates and merged cells
 * of its sheets. Formulas count as the value that was saved with them; nothing is computed here.
 */
final class Workbook {
    private static final int MAX_UNPACKED = 16 << 20;
    private static final String FOLDER = "xl/";
    private static final Predicate<String> IS_READ = Pattern.compile(
                    "xl/(workbook|sharedStrings|styles|worksheets/[^/]*)\\.xml|xl/_rels/workbook\\.xml\\.rels")
            .asMatchPredicate();

    private final Map<String, byte[]> parts = new HashMap<>();

    private Workbook() {}

    /**
     * The sheet that holds the decision tables, or the first when none does.
     *
     * @throws TableRefused when it is no such workbook, or too large unpacked
     */
    static Grid read(byte[] file) throws TableRefused {
        if (file.length < 4 || file[0] != 'P' || file[1] != 'K') {
            boolean old = file.length > 1 && file[0] == (byte) 0xD0 && file[1] == (byte) 0xCF;
            throw refused(old ? "it is an older .xls, or locked by a password" : "it is something else");
        }
        try {
            var workbook = new Workbook();
            workbook.unpack(file);
            return workbook.tables();
        } catch (IOException | XMLStreamException | RuntimeException e) {
            throw refused("it cannot be read: "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
    }

    private static TableRefused refused(String but) {
        return new TableRefused(Cell.WHOLE, "Expected an .xlsx workbook, but " + but);
    }

    // Only the directory at a file's end is right about its parts, and Java reads that of a file alone.
    private void unpack(byte[] bytes) throws IOException, TableRefused {
        Path file = Files.createTempFile("signalbox-table", ".xlsx");
        try {
            Files.write(file, bytes);
            try (var zip = new ZipFile(file.toFile())) {
                unpack(zip);
            }
        } finally {
            Files.delete(file);
        }
    }

    // A few KiB can unpack to gigabytes, so the bytes that come out are counted, whatever the file says of them.
    private void unpack(ZipFile zip) throws IOException, TableRefused {
        int left = MAX_UNPACKED;
        for (ZipEntry entry : Collections.list(zip.entries())) {
            if (IS_READ.test(entry.getName())) {
                try (InputStream in = zip.getInputStream(entry)) {
                    byte[] part = in.readNBytes(left + 1);
                    left -= part.length;
                    parts.put(entry.getName(), part);
                }
                if (left < 0) {
                    throw refused("it unpacks to more than " + (MAX_UNPACKED >> 20) + " MiB");
                }
            }
        }
    }

    private Grid tables() throws XMLStreamException, TableRefused {
        var overview = new Overview();
        Xml.read(part(FOLDER + "workbook.xml"), overview::workbook);
        Xml.read(part(FOLDER + "_rels/workbook.xml.rels"), overview::relation);
        var texts = new SharedTexts();
        if (parts.containsKey(FOLDER + "sharedStrings.xml")) {
            Xml.read(part(FOLDER + "sharedStrings.xml"), texts);
        }
        var dates = new DateFormats();
        if (parts.containsKey(FOLDER + "styles.xml")) {
            Xml.read(part(FOLDER + "styles.xml"), dates);
        }
        var found = new ArrayList<String>();
        Grid tables = null;
        Grid first = null;
        for (Map.Entry<String, String> sheet : overview.sheets().entrySet()) {
            var cells = new SheetCells(texts.all(), dates, overview.from1904());
            Xml.read(part(sheet.getValue()), cells);
            Grid grid = cells.grid();
            first = first == null ? grid : first;
            if (Head.anyIn(grid)) {
                found.add("'" + sheet.getKey() + "'");
                tables = grid;
            }
        }
        if (found.size() > 1) {
            throw new TableRefused(
                    Cell.WHOLE,
                    "Expected all tables on one sheet, but there are some on " + String.join(" and ", found));
        }
        if (tables == null && first == null) {
            throw refused("it has no sheet");
        }
        return tables != null ? tables : Objects.requireNonNull(first);
    }

    private byte[] part(String name) throws TableRefused {
        byte[] part = parts.get(name);
        if (part == null) {
            throw refused("it has no " + name);
        }
        return part;
    }

    /** The sheets in order, and the parts that hold them. */
    private static final class Overview {
        private final List<String[]> named = new ArrayList<>();
        private final Map<String, String> targets = new HashMap<>();
        private boolean from1904;

        void workbook(Xml xml) {
            if (xml.starts("sheet")) {
                named.add(new String[] {xml.attribute("name"), xml.attribute("id")});
            } else if (xml.starts("workbookPr")) {
                from1904 = xml.attribute("date1904").matches("1|true");
            }
        }

        void relation(Xml xml) {
            if (xml.starts("Relationship")) {
                String target = xml.attribute("Target");
                targets.put(xml.attribute("Id"), target.startsWith("/") ? target.substring(1) : FOLDER + target);
            }
        }

        boolean from1904() {
            return from1904;
        }

        Map<String, String> sheets() {
            var sheets = new LinkedHashMap<String, String>();
            for (String[] sheet : named) {
                String target = targets.get(sheet[1]);
                if (target != null && target.contains("/worksheets/")) {
                    sheets.put(sheet[0], target);
                }
            }
            return sheets;
        }
    }
}
