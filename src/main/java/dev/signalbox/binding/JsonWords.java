package dev.signalbox.binding;

import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What is wrong with JSON, in our words: those of the parser are for its programmer, and advise options of its own. */
final class JsonWords {
    private record Fault(Pattern said, Function<MatchResult, String> told) {}

    private static final List<Fault> FAULTS = List.of(
            fault("Unexpected end", found -> "it ends before it is complete"),
            fault(
                    "Illegal unquoted character .*?code (\\d+)",
                    found -> "there is " + control(found) + " inside a text: write it as an escape, such as \\n"),
            fault("Illegal character .*?code (\\d+)", found -> "there is " + control(found)),
            fault("Unexpected character \\('/'", found -> "there is a slash: JSON has no comments"),
            fault(
                    "Unexpected character \\('(.)'.*double-quote",
                    found -> at(found) + " where a name in double quotes should"),
            fault("Unexpected character \\('(.)'.*colon", found -> at(found) + " where a colon should, after a name"),
            fault("Unexpected character \\('(.)'.*comma.*Object", found -> at(found) + " where a comma or } should"),
            fault("Unexpected character \\('(.)'.*comma.*Array", found -> at(found) + " where a comma or ] should"),
            fault("Unexpected character \\('([-+.0-9])'", found -> "a number is not written as JSON writes it"),
            fault("Unexpected character \\('(.)'", found -> at(found) + " where it has no meaning"),
            fault("Unexpected close marker '(.)'", found -> at(found) + ", which closes nothing that is open"),
            fault(
                    "(?:Unrecognized token|Non-standard token) '(NaN|[-+]?Inf\\w*)'",
                    found -> found.group(1) + " is no number of JSON"),
            fault(
                    "Unrecognized token '(.{1,40})",
                    found -> "'" + found.group(1).replaceAll("'.*", "")
                            + "' is no value: a text stands in double quotes"),
            fault("Unrecognized character escape", found -> "a backslash stands before a letter that is no escape"),
            fault("Unexpected.*hex|.*hex-digit", found -> "an escape \\u needs four hexadecimal digits"),
            fault(
                    "(?:Invalid numeric value|Leading zero|.*(?:[Dd]ecimal point|[Ee]xponent))",
                    found -> "a number is not written as JSON writes it"),
            fault("Number value length", found -> "a number has more than 1,000 digits"),
            fault("Name length|.*[Nn]ame value length", found -> "a name has more than 1,000 characters"),
            fault("String value length", found -> "a text has more than 1,000,000 characters"),
            fault(
                    "Document nesting depth",
                    found -> "more than " + StrictJson.DEEPEST + " objects and lists stand in one another"),
            fault("Token count", found -> "there are more than 1,000,000 values"),
            fault(
                    "Duplicate (?:field|Object property)(?: name)? [\"'](.{1,60})[\"']",
                    found -> "the name '" + found.group(1) + "' is there twice in one object"));

    private JsonWords() {}

    /** @param said by the parser */
    static String of(String said) {
        for (var fault : FAULTS) {
            var matcher = fault.said.matcher(said);
            if (matcher.lookingAt()) {
                return fault.told.apply(matcher.toMatchResult());
            }
        }
        return "it is not written as JSON is";
    }

    private static String at(MatchResult found) {
        return "'" + found.group(1) + "' stands";
    }

    private static String control(MatchResult found) {
        return "the control character U+%04X".formatted(Integer.parseInt(found.group(1)));
    }

    private static Fault fault(String said, Function<MatchResult, String> told) {
        return new Fault(Pattern.compile(said, Pattern.DOTALL), told);
    }
}
