package dev.signalbox.decision.table;

import java.util.ArrayList;
import java.util.List;

/** The texts that cells refer to by number; the formats of their parts are left out. */
final class SharedTexts implements Xml.Reading {
    private final List<String> all = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private boolean inText;
    private boolean inPronunciation;

    @Override
    public void at(Xml xml) {
        if (xml.starts("si")) {
            text.setLength(0);
        } else if (xml.ends("si")) {
            all.add(text.toString().strip());
        } else if (xml.starts("rPh") || xml.ends("rPh")) {
            inPronunciation = xml.starts("rPh");
        } else if (xml.starts("t") || xml.ends("t")) {
            inText = xml.starts("t");
        } else if (inText && !inPronunciation) {
            text.append(xml.text());
        }
    }

    List<String> all() {
        return all;
    }
}
