package dev.signalbox.decision.check;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The names of rules in a text that no parser reads. */
public final class RuleNames {
    private static final Pattern RULE =
            Pattern.compile("(?m)^[ \\t]*(?:rule|query)[ \\t]+(?:\"([^\"\\n]*)\"|'([^'\\n]*)'|(\\S+))");

    private RuleNames() {}

    /** The name of the rule that the offset lies in, or null. */
    public static @Nullable String at(String text, int offset) {
        Matcher rule = RULE.matcher(text);
        String name = null;
        while (rule.find() && rule.start() <= offset) {
            String bare = rule.group(3) != null && rule.group(3).matches("\\w+") ? rule.group(3) : null;
            name = rule.group(1) != null ? rule.group(1) : rule.group(2) != null ? rule.group(2) : bare;
        }
        if (name != null) {
            String since = text.substring(0, Math.min(offset, text.length()));
            int end = since.lastIndexOf("\nend");
            if (end > since.lastIndexOf("rule") && end + 4 < offset) {
                return null;
            }
        }
        return name;
    }
}
