package dev.signalbox.decision.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Which formats show a number as a date: a workbook has no dates but days counted, and formats for them. */
final class DateFormats implements Xml.Reading {
    private final Map<Integer, String> written = new HashMap<>();
    private final List<Boolean> dates = new ArrayList<>();
    private boolean inCellFormats;

    @Override
    public void at(Xml xml) {
        if (xml.starts("numFmt")) {
            written.put(Integer.valueOf(xml.attribute("numFmtId")), xml.attribute("formatCode"));
        } else if (xml.starts("cellXfs") || xml.ends("cellXfs")) {
            inCellFormats = xml.starts("cellXfs");
        } else if (inCellFormats && xml.starts("xf")) {
            String id = xml.attribute("numFmtId");
            dates.add(!id.isEmpty() && isDate(Integer.parseInt(id)));
        }
    }

    /** @param style the cell's attribute {@code s}: a number, or nothing */
    boolean isDate(String style) {
        int index = style.isEmpty() ? 0 : Integer.parseInt(style);
        return index < dates.size() && dates.get(index);
    }

    private boolean isDate(int format) {
        String code = written.get(format);
        if (code == null) {
            // The formats that every workbook has without writing them down.
            return (format >= 14 && format <= 22) || (format >= 45 && format <= 47);
        }
        String letters = code.replaceAll("\"[^\"]*\"|\\[[^\\]]*\\]|\\\\.|_.|\\*.", "");
        return letters.matches("(?is).*[dmyhs].*")
                && !letters.toLowerCase(Locale.ROOT).contains("general");
    }
}
