package dev.signalbox.item;

import java.util.Locale;
import java.util.regex.Pattern;

/** Names of fields, steps and paths as people read them. */
public final class Labels {
    private static final Pattern BOUNDARY = Pattern.compile("[-_\\s]+|(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");

    private Labels() {}

    /** A field's or step's name as a label: {@code claimNumber} is "Claim number", {@code vatID} "Vat ID". */
    public static String label(String name) {
        var out = new StringBuilder();
        for (String word : BOUNDARY.split(name, -1)) {
            if (word.isEmpty()) {
                continue;
            }
            boolean acronym = word.length() > 1 && word.equals(word.toUpperCase(Locale.ROOT));
            String shown = acronym ? word : word.toLowerCase(Locale.ROOT);
            if (out.length() == 0) {
                out.append(shown.substring(0, 1).toUpperCase(Locale.ROOT)).append(shown.substring(1));
            } else {
                out.append(' ').append(shown);
            }
        }
        return out.toString();
    }

    /** A field's path as people read it: {@code lines[2].unitPrice} is "Lines, row 3, unit price". */
    public static String path(String path) {
        var words = new StringBuilder();
        for (String part : path.split("[.\\[]", -1)) {
            if (part.endsWith("]") && part.matches("\\d{1,9}]")) {
                words.append(", row ").append(Integer.parseInt(part.substring(0, part.length() - 1)) + 1);
            } else if (!part.isEmpty()) {
                var label = label(part);
                words.append(words.length() == 0 ? label : ", " + label.toLowerCase(Locale.ROOT));
            }
        }
        return words.toString();
    }
}
