package dev.signalbox.decision.table;

import java.io.ByteArrayInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** One part of a workbook, element by element. Namespaces are not looked at; nothing outside the part is read. */
final class Xml {
    /** What is done with each start, end and text. */
    interface Reading {
        void at(Xml xml) throws TableRefused;
    }

    private static final XMLInputFactory FACTORY = factory();

    private final XMLStreamReader reader;

    private Xml(XMLStreamReader reader) {
        this.reader = reader;
    }

    private static XMLInputFactory factory() {
        // The JDK's own, whatever other one a library brings along.
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    static void read(byte[] part, Reading reading) throws XMLStreamException, TableRefused {
        XMLStreamReader reader = FACTORY.createXMLStreamReader(new ByteArrayInputStream(part));
        var xml = new Xml(reader);
        while (reader.hasNext()) {
            reader.next();
            reading.at(xml);
        }
        reader.close();
    }

    boolean starts(String element) {
        return reader.getEventType() == XMLStreamConstants.START_ELEMENT
                && reader.getLocalName().equals(element);
    }

    boolean ends(String element) {
        return reader.getEventType() == XMLStreamConstants.END_ELEMENT
                && reader.getLocalName().equals(element);
    }

    /** The text, or nothing at a start or end. */
    String text() {
        return reader.isCharacters() ? reader.getText() : "";
    }

    /** The attribute's value, or nothing when it is not there. */
    String attribute(String name) {
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            if (reader.getAttributeLocalName(i).equals(name)) {
                @Nullable String value = reader.getAttributeValue(i);
                return value == null ? "" : value;
            }
        }
        return "";
    }
}
