package dev.signalbox.cli;

import dev.signalbox.trial.Difference;
import dev.signalbox.trial.Rehearsal;
import dev.signalbox.trial.Rehearsal.Tried;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** What came of examples as JUnit's XML (https://github.com/testmoapp/junitxml), which build servers read. */
final class TestJunit {
    private TestJunit() {}

    static String of(List<Rehearsal> rehearsals) {
        var text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("testsuites");
            for (Rehearsal rehearsal : rehearsals) {
                suite(xml, rehearsal);
            }
            xml.writeEndElement();
            xml.writeEndDocument();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return text.toString();
    }

    private static void suite(XMLStreamWriter xml, Rehearsal rehearsal) throws XMLStreamException {
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", rehearsal.process());
        xml.writeAttribute("tests", String.valueOf(rehearsal.tried().size()));
        xml.writeAttribute("failures", String.valueOf(rehearsal.failed().size()));
        xml.writeAttribute("errors", "0");
        for (Tried tried : rehearsal.tried()) {
            xml.writeStartElement("testcase");
            xml.writeAttribute("classname", rehearsal.process());
            xml.writeAttribute("name", xmlText(tried.example().name()));
            xml.writeAttribute("file", rehearsal.process() + "/examples.csv");
            xml.writeAttribute("line", String.valueOf(tried.example().line()));
            if (!tried.passed()) {
                xml.writeStartElement("failure");
                xml.writeAttribute("message", xmlText(differences(tried, "; ")));
                xml.writeCharacters(xmlText(differences(tried, "\n") + "\nbecause: "
                        + String.join("; ", tried.decision().reasons()) + problems(tried) + "\nmatched: "
                        + String.join("; ", tried.matched())));
                xml.writeEndElement();
            }
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private static String problems(Tried tried) {
        return tried.decision().problems().stream()
                .map(problem -> "\nproblem: " + problem.field() + ": " + problem.message()
                        + (problem.value() == null ? "" : ", in '" + problem.value() + "'"))
                .collect(Collectors.joining());
    }

    private static String differences(Tried tried, String between) {
        return tried.differences().stream().map(Difference::toString).collect(Collectors.joining(between));
    }

    /** XML 1.0 has no place for most control characters. */
    private static String xmlText(String text) {
        return text.codePoints()
                .map(c -> c == '\t'
                                || c == '\n'
                                || c == '\r'
                                || (c >= ' ' && c != 0xFFFE && c != 0xFFFF && (c < 0xD800 || c > 0xDFFF))
                        ? c
                        : 0xFFFD)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
