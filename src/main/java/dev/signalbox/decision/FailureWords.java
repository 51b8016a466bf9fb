package dev.signalbox.decision;

import java.time.DateTimeException;
import java.time.format.DateTimeParseException;
import java.util.NoSuchElementException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** What Java throws, in words for a reviewer, who knows no Java. */
final class FailureWords {
    private static final Pattern PLACE = Pattern.compile("(-?\\d+) out of bounds for length (\\d+)");
    private static final Pattern PART = Pattern.compile("begin (-?\\d+), end (-?\\d+), length (\\d+)");
    private static final Pattern NOT_A_NUMBER = Pattern.compile("^For input string: \"(.*?)\"");
    private static final Pattern JAVA = Pattern.compile("(\\w+\\.){2,}\\w+|\\bnull\\b|Exception|\\bclass \\w");

    private FailureWords() {}

    static String of(Throwable failure) {
        String message = failure.getMessage() == null ? "" : failure.getMessage();
        if (message.startsWith("Expected ")) {
            return message;
        }
        if (failure instanceof NullPointerException) {
            return "something that it uses is missing";
        }
        if (failure instanceof ArithmeticException) {
            return arithmetic(message);
        }
        if (failure instanceof NumberFormatException) {
            Matcher text = NOT_A_NUMBER.matcher(message);
            return text.find()
                    ? "\"" + text.group(1) + "\" is no number it can read"
                    : "a text is no number it can read";
        }
        if (failure instanceof DateTimeParseException date) {
            return "\"" + date.getParsedString() + "\" is no date or time it can read";
        }
        if (failure instanceof DateTimeException) {
            return "a date or time is not on the calendar";
        }
        if (failure instanceof IndexOutOfBoundsException) {
            return place(message);
        }
        if (failure instanceof ClassCastException) {
            return "a value is of another kind than it expects";
        }
        if (failure instanceof NoSuchElementException) {
            return "it takes a value where there is none";
        }
        if (failure instanceof UnsupportedOperationException) {
            return "it changes a list, and every rule sees the item as it came";
        }
        if (failure instanceof PatternSyntaxException pattern) {
            return "\"" + pattern.getPattern() + "\" is no pattern it can read";
        }
        if (failure instanceof StackOverflowError) {
            return "it calls itself without end";
        }
        // What the rule throws itself, it says in its own words.
        boolean own = !message.isBlank() && !JAVA.matcher(message).find();
        return own ? message : "it cannot be worked out";
    }

    private static String arithmetic(String message) {
        if (message.matches("(?i).*\\bzero|.*undefined.*")) {
            return "it divides by 0";
        }
        if (message.startsWith("Non-terminating")) {
            return "a division has no end: it needs a number of places and how to round";
        }
        if (message.startsWith("Rounding necessary")) {
            return "a number has more places than it may keep";
        }
        return message.matches("(?i).*(overflow|underflow|out of .*range).*")
                ? "a number is too large"
                : "a number cannot be worked out";
    }

    private static String place(String message) {
        Matcher place = PLACE.matcher(message);
        if (place.find()) {
            return "it asks for number " + place.group(1) + ", counted from 0, of " + place.group(2);
        }
        Matcher part = PART.matcher(message);
        return part.find()
                ? "it takes the letters from " + part.group(1) + " to " + part.group(2) + " of a text of "
                        + part.group(3)
                : "it asks for a place that is not there";
    }
}
