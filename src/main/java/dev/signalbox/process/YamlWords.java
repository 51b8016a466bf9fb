package dev.signalbox.process;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * Puts what the parser of YAML says into plain words, at the place where it is wrong: a parser notices a quote that is not
 * closed at the end of the file, and a missing blank after a colon a line later.
 */
final class YamlWords {
    private static final String UNREADABLE = "Expected YAML, but it cannot be read: ";
    private static final Pattern NO_BLANK = Pattern.compile("^\\s*(?:- )?([\\w-]+):(?=[^\\s/])(.*)$");
    private static final Pattern OPEN_QUOTE =
            Pattern.compile("^(?:[^#\"']|\"[^\"]*\"|'[^']*')*?(?:^|[:,\\-]\\s+|[\\[{]\\s*)(\"(?=[^\"]*$)|'(?=[^']*$))");
    private static final Pattern NO_COLON = Pattern.compile("^\\s*([\\w-]+)\\s*=\\s*(.*)$");

    /** A pattern takes a step of the stack for each sign. */
    private static final int LONGEST = 1_000;

    private final String file;
    private final List<String> lines;
    private final MarkedYAMLException failure;

    private YamlWords(String file, String text, MarkedYAMLException failure) {
        this.file = file;
        this.lines = text.lines().toList();
        this.failure = failure;
    }

    /** @param file as it is named in the fault */
    static PackFault of(String file, String text, MarkedYAMLException failure) {
        return new YamlWords(file, text, failure).fault();
    }

    private PackFault fault() {
        String context = String.valueOf(failure.getContext());
        String problem = String.valueOf(failure.getProblem()).replaceFirst("^but ", "");
        Mark begin = failure.getContextMark();
        Mark end = failure.getProblemMark();
        PackFault quote = openQuote(end == null ? lines.size() : end.getLine() + 1);
        if (quote != null) {
            return quote;
        }
        if (context.contains("flow sequence") || context.contains("flow mapping")) {
            return notClosed(begin, context.contains("sequence") ? "[" : "{");
        }
        String last = lines.isEmpty() ? "" : lines.get(lines.size() - 1).stripTrailing();
        if (problem.contains("<stream end>") && (last.endsWith("[") || last.endsWith("{"))) {
            String bracket = last.substring(last.length() - 1);
            PackFault open = notClosed(end, bracket);
            return new PackFault(file, lines.size(), open.message())
                    .inColumn(last.length())
                    .suggesting(open.suggestion());
        }
        if (problem.contains("could not find expected ':'")) {
            return noKey(begin);
        }
        if (problem.contains("mapping values are not allowed here")) {
            return at(
                    end,
                    problem,
                    "a text with a colon and a blank in it stands in quotes, and a key begins its line as deep as its"
                            + " neighbours");
        }
        if (problem.contains("that cannot start any token")) {
            String sign = sign(end);
            return sign.equals("\t")
                    ? at(end, "a tab stands here", "write blanks")
                    : at(end, "no text begins with " + sign, "put the text in quotes");
        }
        if (problem.contains("undefined alias")) {
            return at(end, problem, "a text that begins with * stands in quotes");
        }
        if (problem.startsWith("expected <block end>")) {
            return at(end, "this line is set in otherwise than its neighbours", "begin it as deep as they begin");
        }
        return at(end, problem, null);
    }

    private PackFault notClosed(@Nullable Mark at, String bracket) {
        String end = bracket.equals("[") ? "]" : "}";
        return at(at, "a bracket that opens here is not closed", "write " + end + " after what belongs to it");
    }

    /** The first text that does not end on its line: what is wrong for the parser is wherever the next quote stands. */
    private @Nullable PackFault openQuote(int before) {
        for (int i = 0; i < Math.min(before, lines.size()); i++) {
            Matcher quote = OPEN_QUOTE.matcher(lines.get(i));
            if (lines.get(i).length() < LONGEST && quote.find()) {
                return new PackFault(file, i + 1, UNREADABLE + "a text that begins here does not end")
                        .inColumn(quote.start(1) + 1)
                        .suggesting("write " + quote.group(1) + " after it");
            }
        }
        return null;
    }

    /** A line that is no key with a value. */
    private PackFault noKey(@Nullable Mark at) {
        String line = line(at);
        Matcher noBlank = NO_BLANK.matcher(line);
        Matcher noColon = NO_COLON.matcher(line);
        String help = "write a key, a colon and a blank before it";
        String message = "this line is no key with a value";
        if (line.strip().startsWith("//") || line.strip().startsWith("--")) {
            help = "write # before a remark";
        } else if (noBlank.matches()) {
            boolean looksBlank = Character.isSpaceChar(noBlank.group(2).charAt(0));
            message = looksBlank
                    ? "after the colon stands a space that does not break (%s)"
                            .formatted("U+%04X".formatted((int) noBlank.group(2).charAt(0)))
                    : "after the colon a blank is missing";
            help = "write " + noBlank.group(1) + ": "
                    + noBlank.group(2).substring(looksBlank ? 1 : 0).strip();
        } else if (noColon.matches()) {
            help = "write " + noColon.group(1) + ": " + noColon.group(2).strip();
        }
        return at(at, message, help);
    }

    private PackFault at(@Nullable Mark mark, String message, @Nullable String help) {
        var fault = new PackFault(file, mark == null ? 0 : mark.getLine() + 1, UNREADABLE + message).suggesting(help);
        return mark == null ? fault : fault.inColumn(mark.getColumn() + 1);
    }

    private String line(@Nullable Mark mark) {
        return mark == null || mark.getLine() >= lines.size() ? "" : lines.get(mark.getLine());
    }

    private String sign(@Nullable Mark mark) {
        String line = line(mark);
        return mark == null || mark.getColumn() >= line.length()
                ? ""
                : line.substring(mark.getColumn(), mark.getColumn() + 1);
    }
}
