package dev.signalbox.decision.check;

import dev.signalbox.process.PackFault;
import dev.signalbox.process.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.parser.DroolsError;
import org.drools.drl.parser.ParserError;
import org.jspecify.annotations.Nullable;

/** Puts what the parser says of a file that it cannot read in the analyst's words. */
public final class SyntaxWords {
    private static final Pattern RULE =
            Pattern.compile("(?m)^[ \\t]*(?:rule|query)[ \\t]+(?:\"([^\"\\n]*)\"|'([^'\\n]*)'|(\\S+))");
    private static final List<String> KEYWORDS = List.of(
            "rule",
            "when",
            "then",
            "end",
            "package",
            "import",
            "declare",
            "function",
            "query",
            "global",
            "not",
            "exists",
            "forall",
            "eval",
            "from",
            "accumulate",
            "collect",
            "extends",
            "salience",
            "no-loop",
            "enabled");

    private final DrlFile file;

    private SyntaxWords(DrlFile file) {
        this.file = file;
    }

    /** The faults of a file: the first of each rule, since the others mostly follow from it. */
    public static List<PackFault> of(
            String path,
            String text,
            List<? extends DroolsError> errors,
            BiFunction<Integer, Integer, DrlFile.Spot> places) {
        var words = new SyntaxWords(new DrlFile(path, text, new PackageDescr(), places));
        PackFault open = words.openText();
        if (open != null) {
            return List.of(open);
        }
        var faults = new ArrayList<PackFault>();
        for (DroolsError error : errors) {
            PackFault fault = words.fault(error);
            boolean follows = faults.stream()
                    .anyMatch(other -> String.valueOf(other.rule()).equals(String.valueOf(fault.rule())));
            if (!follows) {
                faults.add(fault);
            }
        }
        return faults;
    }

    /** A text that does not end on its line makes the parser complain of what comes much later. */
    private @Nullable PackFault openText() {
        String text = file.text();
        boolean comment = false;
        int line = 0;
        while (line < text.length()) {
            int end = text.indexOf('\n', line) < 0 ? text.length() : text.indexOf('\n', line);
            for (int i = line; i < end; i++) {
                if (comment) {
                    if (text.startsWith("*/", i)) {
                        comment = false;
                        i++;
                    }
                } else if (text.startsWith("//", i)) {
                    break;
                } else if (text.startsWith("/*", i)) {
                    comment = true;
                    i++;
                } else if (text.charAt(i) == '"' || text.charAt(i) == '\'') {
                    int close = close(text, i, end);
                    if (close < 0) {
                        return file.fault(i, ruleAt(i), "a text that begins here does not end on its line")
                                .suggesting("write " + text.charAt(i) + " after it");
                    }
                    i = close;
                }
            }
            line = end + 1;
        }
        return null;
    }

    private static int close(String text, int open, int end) {
        if (text.startsWith("\"\"\"", open)) {
            int close = text.indexOf("\"\"\"", open + 3);
            return close < 0 ? open : Math.min(close + 2, end);
        }
        for (int i = open + 1; i < end; i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == text.charAt(open)) {
                return i;
            }
        }
        return -1;
    }

    private PackFault fault(DroolsError error) {
        if (!(error instanceof ParserError at)) {
            int[] lines = error.getLines();
            int line = lines.length == 0 ? 1 : Math.max(1, lines[0]);
            return file.fault(file.offset(line, 0), null, "cannot be read");
        }
        int offset = file.offset(Math.max(1, at.getRow()), Math.max(0, at.getCol()));
        return found(offset, ruleAt(offset));
    }

    private PackFault found(int offset, @Nullable String rule) {
        String text = file.text();
        String rest = text.substring(Math.min(offset, text.length()));
        List<Token> next = Token.of(rest.lines().findFirst().orElse(""));
        if (rest.isBlank()) {
            int end = text.stripTrailing().length();
            return file.fault(end, rule, "the file ends in the middle" + (rule == null ? "" : " of the rule"))
                    .suggesting("write end after the last line of " + (rule == null ? "it" : "the rule"));
        }
        String token = next.isEmpty() ? rest.substring(0, 1) : next.get(0).text();
        String before = text.substring(0, offset).stripTrailing();
        boolean inBrackets = openBrackets(before) > 0;
        switch (token) {
            case "=" -> {
                boolean greater = rest.startsWith("=>") || rest.startsWith("=<");
                String meant = greater ? rest.charAt(1) + "=" : "==";
                if (before.endsWith("=")) {
                    return file.fault(before.length() - 2, rule, "there is no comparison '==='")
                            .suggesting("did you mean '=='?");
                }
                return file.fault(
                                offset, rule, "there is no comparison '" + (greater ? rest.substring(0, 2) : "=") + "'")
                        .suggesting("did you mean '" + meant + "'?");
            }
            case "and", "or" -> {
                if (inBrackets) {
                    return file.fault(offset, rule, "'" + token + "' joins patterns, not what stands between brackets")
                            .suggesting("write " + (token.equals("and") ? "&& or a comma" : "||"));
                }
            }
            case "," -> {
                return file.fault(offset, rule, "there is no comma between patterns")
                        .suggesting("take it out");
            }
            case "then", "end" -> {
                if (inBrackets) {
                    return file.fault(before.length(), rule, "a bracket is not closed before '" + token + "'")
                            .suggesting("write )");
                }
                if (token.equals("end") && rule != null) {
                    return file.fault(offset, rule, "the rule ends without saying what it does")
                            .suggesting("write then before its verbs");
                }
            }
            case ")" -> {
                return file.fault(offset, rule, "something is missing before ')'");
            }
            default -> {}
        }
        String near = inBrackets || (next.size() > 1 && next.get(1).text().equals("("))
                ? null
                : Suggestion.question(token, KEYWORDS);
        if (rule != null && before.matches("(?s).*\\brule\\s+\\w+(\\s+\\w+)*")) {
            return file.fault(offset, rule, "a rule's name of several words stands in quotes")
                    .suggesting("write \"" + rule + " " + token + " …\"");
        }
        if (before.matches("(?s).*\\bdeclare\\b[^)]*\\n\\s*\\w+") && next.size() <= 2 && token.matches("\\w+")) {
            return file.fault(offset, rule, "a colon is missing between field and type")
                    .suggesting("write : before " + token);
        }
        return file.fault(offset, rule, "Expected something else than '" + token + "' here")
                .suggesting(near);
    }

    private int openBrackets(String before) {
        int from = Math.max(before.lastIndexOf("\nrule"), Math.max(before.lastIndexOf("when"), 0));
        int open = 0;
        for (Token token : Token.of(before.substring(from))) {
            open += token.text().equals("(") ? 1 : token.text().equals(")") ? -1 : 0;
        }
        return open;
    }

    private @Nullable String ruleAt(int offset) {
        Matcher rule = RULE.matcher(file.text());
        String name = null;
        while (rule.find() && rule.start() <= offset) {
            String bare = rule.group(3) != null && rule.group(3).matches("\\w+") ? rule.group(3) : null;
            name = rule.group(1) != null ? rule.group(1) : rule.group(2) != null ? rule.group(2) : bare;
        }
        if (name != null) {
            String since = file.text().substring(0, Math.min(offset, file.text().length()));
            int end = since.lastIndexOf("\nend");
            if (end > since.lastIndexOf("rule") && end + 4 < offset) {
                return null;
            }
        }
        return name;
    }
}
