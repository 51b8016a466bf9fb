package dev.signalbox.decision.check;

import dev.signalbox.process.PackFault;
import dev.signalbox.process.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.drl.ast.descr.RuleDescr;
import org.jspecify.annotations.Nullable;

/** Puts what Drools and its Java compiler say of a build in the analyst's words, and finds where it was written. */
public final class BuildWords {
    private static final int FEWEST_TOKENS = 3;
    /** Names that Drools gives: {@code LambdaConsequence3F…}, {@code RuleMethods0}, the package of a condition. */
    private static final Pattern GENERATED = Pattern.compile(
            "\\b(?:[\\w.]+\\.)?(?:Lambda[A-Za-z]+|Rules)[0-9A-F]{32}\\w*|\\bRuleVerbs\\b|[\\w/]+\\.java\\b|\\b[a-z_]\\w*(?:\\.\\w+){0,30}\\.(?=[A-Z])");

    private record Saying(Pattern said, String words) {
        static Saying of(String said, String words) {
            return new Saying(Pattern.compile(said), words);
        }
    }

    /** What is said, the words for it; the first group is what it is about. */
    private static final List<Saying> SAYINGS = List.of(
            Saying.of("^(\\S+) cannot be resolved(?: to a variable)?$", "there is nothing named '%s'"),
            Saying.of("^(\\S+) cannot be resolved to a type$", "there is no type '%s'"),
            Saying.of(
                    "^The method (\\w+)\\(.*\\) is undefined for the type (?:Lambda|Rules)\\w*$",
                    "there is no function '%s'"),
            Saying.of("^The method (\\w+)\\(.*\\) is undefined for the type (\\S+)$", "%2$s has no method '%1$s'"),
            Saying.of("^(\\S+) cannot be resolved or is not a field$", "there is no field '%s'"),
            Saying.of(
                    "^The method (\\w+)\\((.*)\\) in the type \\S+ is not applicable for the arguments \\((.*)\\)$",
                    "%s takes (%s), but was given (%s)"),
            Saying.of("^Type mismatch: cannot convert from (\\S+) to (\\S+)$", "Expected %2$s, but it is %1$s"),
            Saying.of("^Void methods cannot return a value$", "Expected no value after return in what a rule does"),
            Saying.of("^Duplicate local variable (\\S+)$", "the variable '%s' is declared twice"),
            Saying.of(
                    "^The local variable (\\S+) may not have been initialized$",
                    "the variable '%s' may have no value here"),
            Saying.of("^Unable to parse left part of expression: (.*)$", "cannot read the condition: %s"),
            Saying.of("^Unable to Analyse Expression (.*):$", "cannot read: %s"),
            Saying.of("^Predicate '(.*)' must be a Boolean expression$", "'%s' is no condition"),
            Saying.of("^Unable to find class: (\\S+)$", "no type '%s' is declared"),
            Saying.of("^Unknown field (\\w+) on (\\S+)$", "%2$s has no field '%1$s'"),
            Saying.of(
                    "^Method (\\w+) on (?:class )?(\\S+) with arguments .* is missing$",
                    "%2$s has no method '%1$s' that takes these values"),
            Saying.of(
                    "^Comparison operation requires compatible types\\. Found (?:class )?(\\S+) and (?:class |interface )?(\\S+)$",
                    "cannot compare %s with %s"),
            Saying.of("^Unknown annotation property (\\S+)$", "the constraint has no property '%s'"),
            Saying.of("^Duplicated declaration: (\\S+)$", "the type %s is declared twice"),
            Saying.of(
                    "^Only a type can be imported\\. (\\S+) resolves to a package$",
                    "there is nothing to import named %s"),
            Saying.of("^The import (\\S+) cannot be resolved$", "there is nothing to import named %s"),
            Saying.of(
                    "^Unknown accumulate function: '(\\w+)' on rule.*$",
                    "accumulate has no '%s'; it has sum, average, min, max, count, collectList and collectSet"),
            Saying.of(
                    "^Cannot coerce (\\w+) to boolean!?$", "a condition is true or false, but here is one that is %s"),
            Saying.of(
                    "^The code of method (\\w+)\\(.*\\) is exceeding the 65535 bytes limit$",
                    "the function '%s' is too long; put what it lists into a reference table"),
            Saying.of(
                    "^Duplicate method (\\w+)\\(.*\\) in type.*$",
                    "the function '%s' is there twice, with the same values to take"),
            Saying.of("^Duplicate parameter (\\w+)$", "the name '%s' stands twice among what a function takes"),
            Saying.of(
                    "^This method must return a result of type (\\S+)$",
                    "the function does not return %s on every way"),
            Saying.of("^Unreachable code$", "nothing comes to what stands after return"),
            Saying.of(
                    "^The operator (\\S+) is undefined for the argument type\\(s\\) (.*)$",
                    "there is no %s between %s; write add, subtract, multiply or divide"),
            Saying.of(
                    "^Cannot switch on a value of type (\\w+)\\..*$",
                    "switch goes by texts and whole numbers, but this is %s"),
            Saying.of("^Unknown parameter in accumulate: (\\S+)$", "no condition of the rule binds '%s'"));

    private final List<DrlFile> files;
    private final List<List<Token>> tokens;

    public BuildWords(List<DrlFile> files) {
        this.files = files;
        this.tokens = files.stream().map(file -> Token.of(file.text())).toList();
    }

    /**
     * Faults of a place in generated Java: one for each place of the pack that it was generated from.
     *
     * @param column the offset in the whole source, as Drools counts
     * @return empty when what stands there is not found in the pack
     */
    public List<PackFault> inGenerated(String java, int line, int column, String text) {
        String[] lines = java.split("\n", -1);
        if (line < 1 || line > lines.length) {
            return List.of();
        }
        int start = 0;
        for (int i = 0; i < line - 1; i++) {
            start += lines[i].length() + 1;
        }
        List<Token> wanted = Token.of(lines[line - 1]);
        int faulty = faulty(wanted, column - start, text);
        var faults = new ArrayList<PackFault>();
        for (int i = 0; wanted.size() >= FEWEST_TOKENS && i < files.size(); i++) {
            for (int at : Token.find(wanted, tokens.get(i))) {
                faults.add(fault(files.get(i), tokens.get(i).get(at + faulty).start(), text));
            }
        }
        return faults;
    }

    /** The token that the message is about: the one at the place, or the one that the message names. */
    private static int faulty(List<Token> line, int at, String text) {
        int nearest = 0;
        for (int i = 0; i < line.size() && line.get(i).start() <= at; i++) {
            nearest = i;
        }
        Matcher named = Pattern.compile("^(?:The method |Unknown field |Method )?([\\w$]+)")
                .matcher(text);
        if (named.find()) {
            for (int i = nearest; i < line.size(); i++) {
                if (line.get(i).text().equals(named.group(1))) {
                    return i;
                }
            }
        }
        return nearest;
    }

    /**
     * A fault that Drools tells of DRL.
     *
     * @param in the files it may be of
     * @param line from 1, or 0
     */
    public PackFault inDrl(String process, List<DrlFile> in, int line, String text) {
        String about = about(text);
        List<Token> wanted = Token.of(about);
        for (DrlFile file : in) {
            List<Token> all = tokens.get(files.indexOf(file));
            for (int at : Token.find(wanted, all)) {
                int start = all.get(at).start();
                if (line <= 0 || file.text().substring(0, start).lines().count() >= line) {
                    return fault(file, start, text);
                }
            }
        }
        if (line > 0 && in.size() == 1) {
            return fault(in.get(0), in.get(0).offset(line, 0), text);
        }
        PackFault ofFunction = ofFunction(in, text);
        if (ofFunction != null) {
            return ofFunction;
        }
        PackFault named = line > 0 ? null : byAWord(in, text);
        if (named != null) {
            return named;
        }
        String path = in.size() == 1 ? in.get(0).path() : process;
        return new PackFault(path, 0, words(text));
    }

    /** A fault of a function as a whole: the last that is named so. */
    private @Nullable PackFault ofFunction(List<DrlFile> in, String text) {
        Matcher method = Pattern.compile("^(?:The code of method|Duplicate method) (\\w+)\\(")
                .matcher(text);
        PackFault last = null;
        if (method.find()) {
            Pattern declared = Pattern.compile("\\bfunction\\s+[^(\\n]*?\\b(" + method.group(1) + ")\\s*\\(");
            for (DrlFile file : in) {
                Matcher at = declared.matcher(file.text());
                while (at.find()) {
                    last = fault(file, at.start(1), text);
                }
            }
        }
        return last;
    }

    /** The line that alone in the pack holds one of the message's words, or null. */
    private @Nullable PackFault byAWord(List<DrlFile> in, String text) {
        Matcher word = Pattern.compile("\\w{3,}").matcher(text);
        while (word.find()) {
            PackFault only = null;
            int lines = 0;
            for (DrlFile file : in) {
                int start = 0;
                for (String line : file.text().split("\n", -1)) {
                    int at = line.indexOf(word.group());
                    if (at >= 0) {
                        lines++;
                        only = fault(file, start + at, text);
                    }
                    start += line.length() + 1;
                }
            }
            if (lines == 1) {
                return only;
            }
        }
        return null;
    }

    private PackFault fault(DrlFile file, int offset, String text) {
        RuleDescr rule = ruleAt(file, offset);
        String[] words = words(text).split("; ", 2);
        return file.fault(offset, rule == null ? null : rule.getName(), words[0])
                .suggesting(words.length > 1 ? words[1] : help(file, rule, text));
    }

    private static @Nullable RuleDescr ruleAt(DrlFile file, int offset) {
        RuleDescr last = null;
        for (RuleDescr rule : file.parsed().getRules()) {
            if (file.offset(Math.max(1, rule.getLine()), Math.max(0, rule.getColumn())) <= offset) {
                last = rule;
            }
        }
        return last != null && last.getEndCharacter() > 0 && offset > last.getEndCharacter() + 1 ? null : last;
    }

    /** What Drools lets through as it is, without the names of its classes and of Java's. */
    public static String unforeseen(Throwable failure) {
        if (failure instanceof StackOverflowError) {
            return "Expected rules that compile, but something in them is too long or too deep to be read";
        }
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        String said = cause.getMessage() == null
                ? ""
                : cause.getMessage().lines().findFirst().orElse("");
        boolean ofTheMachine = said.isBlank() || said.matches(".*(\\w+\\.){2}\\w+.*");
        return "Expected rules that compile, but Drools gives up" + (ofTheMachine ? "" : ": " + words(said));
    }

    private static String about(String text) {
        for (Saying saying : SAYINGS) {
            Matcher said = saying.said().matcher(text);
            if (said.find() && said.groupCount() > 0) {
                return said.group(1);
            }
        }
        return text.substring(text.lastIndexOf(": ") + 1);
    }

    static String words(String text) {
        for (Saying saying : SAYINGS) {
            Matcher said = saying.said().matcher(text);
            if (said.find()) {
                var groups = new Object[said.groupCount()];
                for (int i = 0; i < groups.length; i++) {
                    groups[i] = saying.words().contains("import") ? said.group(i + 1) : plain(said.group(i + 1));
                }
                return saying.words().formatted(groups);
            }
        }
        return plain(text);
    }

    /** Without the names that Drools gives to what it generates. */
    private static String plain(String text) {
        return GENERATED
                .matcher(text)
                .replaceAll(found -> found.group().endsWith("RuleVerbs") ? "route" : "")
                .strip();
    }

    /** The nearest of the words that the rule uses itself, when the message is about one that stands for nothing. */
    private static @Nullable String help(DrlFile file, @Nullable RuleDescr rule, String text) {
        if (rule == null || !text.contains("cannot be resolved")) {
            return null;
        }
        String typed = about(text);
        var words = new TreeSet<String>(List.of("route"));
        int start = file.offset(Math.max(1, rule.getLine()), 0);
        List<Token> all = Token.of(file.text().substring(start));
        for (int i = 0; i + 1 < all.size() && all.get(i).start() + start <= rule.getEndCharacter(); i++) {
            if (all.get(i).isWord() && all.get(i + 1).text().equals(":")) {
                words.add(all.get(i).text());
            }
        }
        words.remove(typed);
        return Suggestion.question(typed, words);
    }
}
