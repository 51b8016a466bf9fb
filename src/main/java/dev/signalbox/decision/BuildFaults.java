package dev.signalbox.decision;

import dev.signalbox.decision.table.Cell;
import dev.signalbox.process.PackFault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kie.api.builder.Message;

/**
 * Turns Drools' build messages into faults of the pack's own files and lines. Drools often names a line of the Java it
 * generates, or none; then the words of the message are looked for in the pack. Generated Java is never shown.
 */
final class BuildFaults {
    private static final String JAVA_SOURCE = "Java source of ";
    private static final Pattern WORD = Pattern.compile("[A-Za-z_$][\\w$]{2,}");

    private final String process;
    private final RuleFiles files;
    private final Map<String, String[]> generated = new HashMap<>();

    BuildFaults(String process, RuleFiles files) {
        this.process = process;
        this.files = files;
    }

    /** A file of the pack and a line of it, or 0. */
    private record Place(RuleFiles.Source source, int line) {}

    List<PackFault> of(List<Message> messages) {
        for (Message message : messages) {
            String text = String.valueOf(message.getText());
            if (text.startsWith(JAVA_SOURCE)) {
                String[] lines = text.split("\n", -1);
                generated.put(
                        String.valueOf(message.getPath()),
                        List.of(lines).subList(1, lines.length).toArray(String[]::new));
            }
        }
        var faults = new LinkedHashSet<PackFault>();
        for (Message message : messages) {
            String text = String.valueOf(message.getText());
            if (!text.startsWith(JAVA_SOURCE) && !text.startsWith("Parser returned a null Package")) {
                faults.add(fault(message, text.lines().findFirst().orElse("")));
            }
        }
        return List.copyOf(faults);
    }

    private PackFault fault(Message message, String text) {
        String path = String.valueOf(message.getPath());
        RuleFiles.Source source = files.source(path);
        String words = text.replaceFirst("^Unable to parse consequence caused by: \\(line \\d+,\\s*col \\d+\\) ", "");
        if (source != null && message.getLine() > 0) {
            return at(new Place(source, message.getLine()), words);
        }
        Place place = null;
        String[] java = generated.get(path);
        if (java != null && message.getLine() > 0 && message.getLine() <= java.length) {
            place = find(java[message.getLine() - 1], null);
        }
        if (place == null) {
            place = find(text.substring(text.lastIndexOf(": ") + 1), source);
        }
        var word = WORD.matcher(text);
        while (place == null && word.find()) {
            place = find(word.group(), source);
        }
        return place != null
                ? at(place, words)
                : new PackFault(source == null ? process : process + "/" + source.path(), 0, words);
    }

    private PackFault at(Place place, String message) {
        Cell written = place.source().written(place.line(), 0);
        return new PackFault(process + "/" + place.source().path(), written.row(), message).inColumn(written.column());
    }

    /** The only line that holds the code, whatever its spaces; or null. */
    private @Nullable Place find(String code, RuleFiles.@Nullable Source only) {
        String wanted = squeezed(code);
        var places = new ArrayList<Place>();
        if (wanted.length() >= 3) {
            for (RuleFiles.Source source : only == null ? files.sources() : List.of(only)) {
                String[] lines = source.drl().split("\n", -1);
                for (int i = 0; i < lines.length; i++) {
                    if (squeezed(lines[i]).contains(wanted)) {
                        places.add(new Place(source, i + 1));
                    }
                }
            }
        }
        return places.size() == 1 ? places.get(0) : null;
    }

    private static String squeezed(String code) {
        return code.replaceAll("\\s+", "");
    }
}
