package dev.signalbox.decision.check;

import dev.signalbox.process.PackFault;
import dev.signalbox.process.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.drl.parser.DroolsError;
import org.drools.drl.parser.ParserError;
import org.jspecify.annotations.Nullable;

/** Puts what the parser says of a file that it cannot read in the analyst's words. */
public final class SyntaxWords {
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

    /** Where something begins that stands by itself. */
    private static final Pattern BLOCK =
            Pattern.compile("(?m)^[ \\t]*(rule|query|declare|function|import)\\s+[\\p{L}\"'“„]");

    private static final Pattern END = Pattern.compile("(?m)\\bend\\b[ \\t]*$");

    private final DrlFile file;

    private SyntaxWords(DrlFile file) {
        this.file = file;
    }

    /** The faults of a file: the first of each rule, since the others mostly follow from it. */
    public static List<PackFault> of(DrlFile file, List<? extends DroolsError> errors) {
        var words = new SyntaxWords(file);
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

    private PackFault fault(DroolsError error) {
        if (!(error instanceof ParserError at)) {
            int[] lines = error.getLines();
            int line = lines.length == 0 ? 1 : Math.max(1, lines[0]);
            return file.fault(file.offset(line, 0), null, "cannot be read");
        }
        int offset = file.offset(Math.max(1, at.getRow()), Math.max(0, at.getCol()));
        return found(offset, RuleNames.at(file.text(), offset));
    }

    private PackFault found(int offset, @Nullable String rule) {
        String text = file.text();
        String rest = text.substring(Math.min(offset, text.length()));
        PackFault open = unended(offset);
        if (open != null) {
            return open;
        }
        int begin = begin(offset);
        int stop = text.indexOf('\n', offset);
        var slip = Slips.near(text.substring(begin, stop < 0 ? text.length() : stop), offset - begin);
        if (slip.isPresent()) {
            int start = begin + slip.get().start();
            return file.fault(start, RuleNames.at(text, start), slip.get().message())
                    .suggesting(slip.get().help());
        }
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
        if (rule != null && before.matches("(?s).*\\brule\\s+\\w++(?:\\s++\\w++)*+")) {
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

    /** Where the block that the offset lies in begins, with what stands above it. */
    private int begin(int offset) {
        int block = 0;
        Matcher blocks = BLOCK.matcher(file.text());
        while (blocks.find() && blocks.start() <= offset) {
            block = blocks.start();
        }
        int begin = 0;
        Matcher ends = END.matcher(file.text());
        while (ends.find() && ends.end() <= block) {
            begin = ends.end();
        }
        return begin;
    }

    /** A rule or a type above the offset that does not end before the next begins; what the parser says is about the next. */
    private @Nullable PackFault unended(int offset) {
        Matcher block = BLOCK.matcher(file.text());
        int begin = -1;
        while (block.find() && block.start() <= offset) {
            boolean ends = begin < 0
                    || Token.of(file.text().substring(begin, block.start())).stream()
                            .anyMatch(token -> token.text().equals("end"));
            if (!ends) {
                String written = file.text().substring(begin, block.start()).stripTrailing();
                boolean isType = written.strip().startsWith("declare");
                int end = begin + written.length();
                String rule = isType ? null : RuleNames.at(file.text(), end);
                return file.fault(end, rule, "the " + (isType ? "type" : "rule") + " does not end")
                        .suggesting("write end after its last line");
            }
            begin = block.group(1).equals("function") || block.group(1).equals("import") ? -1 : block.start();
        }
        return null;
    }

    private int openBrackets(String before) {
        int from = Math.max(before.lastIndexOf("\nrule"), Math.max(before.lastIndexOf("when"), 0));
        int open = 0;
        for (Token token : Token.of(before.substring(from))) {
            open += token.text().equals("(") ? 1 : token.text().equals(")") ? -1 : 0;
        }
        return open;
    }
}
