package dev.signalbox.decision;

import dev.signalbox.process.ProcessPack;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds rules that were given another name: those whose conditions are the same, whatever blanks and remarks stand between. */
public final class RenamedRules {
    private static final Pattern WORD = Pattern.compile(
            "//[^\\n]*|/\\*[\\s\\S]*?\\*/|\"(?:\\\\.|[^\"\\\\])*+\"|'(?:\\\\.|[^'\\\\])*+'|[\\w$]+|\\S");

    private RenamedRules() {}

    /** The former name by the new one. A rule whose name stays is none of them. */
    public static Map<String, String> between(ProcessPack before, ProcessPack after) {
        Map<String, String> old = conditions(before);
        Map<String, String> now = conditions(after);
        Map<String, List<String>> lost = new LinkedHashMap<>();
        old.forEach((name, text) -> {
            if (!now.containsKey(name)) {
                lost.computeIfAbsent(text, t -> new ArrayList<>()).add(name);
            }
        });
        var renamed = new LinkedHashMap<String, String>();
        now.forEach((name, text) -> {
            List<String> same = lost.getOrDefault(text, List.of());
            if (!old.containsKey(name) && !same.isEmpty()) {
                renamed.put(name, same.remove(0));
            }
        });
        return renamed;
    }

    private static Map<String, String> conditions(ProcessPack pack) {
        var all = new LinkedHashMap<String, String>();
        for (RuleFiles.Source source : new RuleFiles(pack).sources()) {
            source.parsed().getRules().forEach(rule -> {
                int end = Math.min(rule.getEndCharacter() + 1, source.drl().length());
                all.put(rule.getName(), conditions(source.drl().substring(rule.getStartCharacter(), end)));
            });
        }
        return all;
    }

    private static String conditions(String rule) {
        var words = new ArrayList<String>();
        boolean inside = false;
        Matcher word = WORD.matcher(rule);
        while (word.find()) {
            String text = word.group();
            if (inside && text.equals("then")) {
                break;
            }
            if (inside && !text.startsWith("//") && !text.startsWith("/*")) {
                words.add(text);
            }
            inside |= text.equals("when");
        }
        return String.join(" ", words);
    }
}
