package dev.signalbox.decision.check;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What people write who know spreadsheets, SQL or a letter's typography, and which is no DRL. The parser stumbles over it,
 * or over what follows; here it has its words and its cure.
 */
final class Slips {
    /** @param start the offset of what is wrong */
    record Found(int start, String message, String help) {}

    private record Slip(Pattern code, Function<MatchResult, String> message, Function<MatchResult, String> help) {
        static Slip of(String code, Function<MatchResult, String> message, Function<MatchResult, String> help) {
            return new Slip(Pattern.compile(code), message, help);
        }
    }

    private static final String WORD = "[\\p{L}_$][\\p{L}\\p{N}_$.]*";
    private static final String TEXT = "\"[^\"\\n]*\"";
    private static final String NUMBER = "-?\\d[\\d.,]*";
    private static final String VALUE = "(?:" + TEXT + "|" + NUMBER + "|" + WORD + ")";
    private static final String CURRENCY = "(?:\\p{Sc}|EUR|USD|CHF|GBP|JPY|[Ee]uros?|[Dd]ollars?)";

    /** A group that is empty marks what is wrong; without one, that is the whole. */
    private static final List<Slip> ALL = List.of(
            Slip.of(
                    "[“”„‟«»‹›‘’‚]",
                    at -> "a text stands between straight quotes, but here is " + at.group(),
                    at -> "write \""),
            Slip.of("…|(?<![\\w.])\\.\\.\\.", at -> "three dots say nothing in a rule", at -> "take them out"),
            Slip.of("(?<=^|\\s)#", at -> "a comment does not begin with #", at -> "write //"),
            Slip.of("≤|≥|≠|≪|≫", at -> noComparison(at.group()), at -> "write " + comparison(at.group())),
            Slip.of("<>", at -> noComparison("<>"), at -> "write !="),
            Slip.of("[−–—]", at -> "a minus is the sign on the keyboard, but here is " + at.group(), at -> "write -"),
            Slip.of(
                    "[×·÷]",
                    at -> "there is no sign " + at.group(),
                    at -> "write " + (at.group().equals("÷") ? "/" : "*")),
            Slip.of(
                    "(\\d[\\d.,]*)\\s?%(?!\\s*[\\w($\"])",
                    at -> "a number has no % behind it",
                    at -> "write " + hundredth(at.group(1)) + " for " + at.group(1) + " %"),
            Slip.of(
                    "(?<![\\w$])" + CURRENCY + "\\s?(" + NUMBER + ")",
                    at -> "an amount has no currency",
                    at -> "write " + at.group(1)),
            Slip.of(
                    "(?<![\\w.])(" + NUMBER + ")\\s?" + CURRENCY + "(?![\\w(])",
                    at -> "an amount has no currency",
                    at -> "write " + at.group(1)),
            Slip.of(
                    "(?<![\\w.,\"])(\\d{1,3}(?:[ '’]\\d{3})+(?:[.,]\\d+)?)(?![\\d.,])",
                    at -> "a number has nothing between its thousands",
                    at -> "write " + at.group(1).replaceAll("[ '’]", "").replace(',', '.')),
            Slip.of(
                    "(" + WORD + ")\\s+()(?:is\\s+)?(?:greater|more|larger|above|over)\\s+(?:than\\s+)?(" + VALUE + ")",
                    at -> noComparison("greater than"),
                    at -> "write " + at.group(1) + " > " + at.group(3)),
            Slip.of(
                    "(" + WORD + ")\\s+()(?:is\\s+)?(?:less|smaller|fewer|below|under)\\s+(?:than\\s+)?(" + VALUE + ")",
                    at -> noComparison("less than"),
                    at -> "write " + at.group(1) + " < " + at.group(3)),
            Slip.of(
                    "(" + WORD + ")\\s+()is\\s+not\\s+(?:empty|null|blank|missing|nothing)\\b",
                    at -> noComparison("is not"),
                    at -> "write " + at.group(1) + " != null"),
            Slip.of(
                    "(" + WORD + ")\\s+()is\\s+(?:empty|null|blank|missing|nothing)\\b",
                    at -> noComparison("is"),
                    at -> "write " + at.group(1) + " == null"),
            Slip.of(
                    "(" + WORD + ")\\s+()(?:is\\s+not|isn't|not\\s+equals?(?:\\s+to)?)\\s+(" + VALUE + ")",
                    at -> noComparison("is not"),
                    at -> "write " + at.group(1) + " != " + at.group(3)),
            Slip.of(
                    "(" + WORD + ")\\s+()(is|equals|eq)\\s+(" + VALUE + ")",
                    at -> noComparison(at.group(3)),
                    at -> "write " + at.group(1) + " == " + at.group(4)),
            Slip.of(
                    "(" + WORD + ")\\s+()(not\\s+)?between\\s+(" + VALUE + ")\\s*(?:and|,|&&|to|-)\\s*(" + VALUE + ")",
                    at -> noComparison("between"),
                    at -> at.group(3) == null
                            ? "write %1$s >= %2$s, %1$s <= %3$s".formatted(at.group(1), at.group(4), at.group(5))
                            : "write %1$s < %2$s || %1$s > %3$s".formatted(at.group(1), at.group(4), at.group(5))),
            Slip.of(
                    "(" + WORD + ")\\s+()(like|LIKE)\\s+(" + TEXT + ")",
                    at -> noComparison(at.group(3)),
                    at -> "write " + at.group(1) + " matches " + pattern(at.group(4))),
            Slip.of(
                    "(" + WORD + ")\\s+()(starts?\\s?[wW]ith|ends?\\s?[wW]ith)\\s+(" + TEXT + ")",
                    at -> noComparison(at.group(3)),
                    at -> "write " + at.group(1) + (at.group(3).startsWith("s") ? ".startsWith(" : ".endsWith(")
                            + at.group(4) + ")"),
            Slip.of(
                    "\\b(?:in|IN)\\s*[\\[{]([^\\]}\\n]*)[\\]}]",
                    at -> "the values after in stand between round brackets",
                    at -> "write in ( " + at.group(1).strip() + " )"),
            Slip.of(
                    "\\bin\\s+(" + VALUE + "(?:\\s*,\\s*" + VALUE + ")*)",
                    at -> "the values after in stand between round brackets",
                    at -> "write in ( " + at.group(1) + " )"),
            Slip.of(
                    "\\bin\\s*\\([^()]*?(?:" + TEXT + "|" + NUMBER + ")\\s*()[;\\s]\\s*(?=[\"\\d])",
                    at -> "a comma is missing between the values after in",
                    at -> "write it"),
            Slip.of(
                    "(" + WORD + ")\\s+()memberOf\\s*\\(([^()\\n]*)\\)",
                    at -> "memberOf looks into a list, not at values between brackets",
                    at -> "write " + at.group(1) + " in (" + at.group(3) + ")"),
            Slip.of(
                    "(?<=[(,]|\\s)()(?:" + WORD + "|\\([^()\\n]*\\))\\s*->",
                    at -> "conditions have no ->",
                    at -> "look at each with from, or write a function"),
            Slip.of("\\b(AND|And)\\b", at -> "there is no word " + at.group(), at -> "write && or a comma"),
            Slip.of("\\b(OR|Or)\\b", at -> "there is no word " + at.group(), at -> "write ||"),
            Slip.of("\\b(NOT|Not)\\b", at -> "there is no word " + at.group(), at -> "write !( … )"),
            Slip.of(
                    "\\b(IN|MATCHES|CONTAINS|NULL|TRUE|FALSE)\\b",
                    at -> "there is no word " + at.group(),
                    at -> "write " + at.group().toLowerCase(Locale.ROOT)),
            Slip.of(
                    "[=<>]\\s*()(\\p{L}[\\p{L}\\p{N}&]*(?: (?!and\\b|or\\b|in\\b|not\\b|matches\\b|contains\\b|from\\b)\\p{L}[\\p{L}\\p{N}&]*)+)\\s*[,)|&\\n]",
                    at -> "a text stands between quotes",
                    at -> "write \"" + at.group(2) + "\""),
            Slip.of(
                    "\\bpackage\\s+()([\\p{L}\\p{N}_.]+(?:-[\\p{L}\\p{N}_.]*)+)",
                    at -> "a package has no hyphens",
                    at -> "write package " + at.group(2).replace('-', '_')));

    private Slips() {}

    /**
     * The slip that is nearest to where a parser stumbled.
     *
     * @param code that the parser read, from the beginning of a rule to the end of the line where it stumbled
     * @param stumbled an offset in the code
     */
    static Optional<Found> near(String code, int stumbled) {
        String plain = withoutTexts(code);
        Found nearest = null;
        for (Slip slip : ALL) {
            Matcher at = slip.code().matcher(plain);
            while (at.find()) {
                // What a text holds is no code, so a match shows what stands there.
                MatchResult match = original(slip, code, at);
                int start = place(at);
                boolean nearer = nearest == null || Math.abs(start - stumbled) < Math.abs(nearest.start() - stumbled);
                if (nearer) {
                    nearest = new Found(
                            start, slip.message().apply(match), slip.help().apply(match));
                }
            }
        }
        return Optional.ofNullable(nearest);
    }

    private static int place(MatchResult at) {
        for (int group = 1; group <= at.groupCount(); group++) {
            if (at.start(group) >= 0 && at.start(group) == at.end(group)) {
                return at.start(group);
            }
        }
        return at.start();
    }

    private static MatchResult original(Slip slip, String code, Matcher at) {
        Matcher whole = slip.code().matcher(code);
        return whole.find(at.start()) && whole.start() == at.start() ? whole.toMatchResult() : at.toMatchResult();
    }

    /** The same length, with letters in place of what texts hold, and blanks in place of comments. */
    private static String withoutTexts(String code) {
        var plain = new StringBuilder(code);
        for (MatchResult found : Token.TEXT_OR_COMMENT.matcher(code).results().toList()) {
            boolean text = found.group().charAt(0) == '"' || found.group().charAt(0) == '\'';
            for (int i = found.start() + (text ? 1 : 0); i < found.end() - (text ? 1 : 0); i++) {
                if (plain.charAt(i) != '\n') {
                    plain.setCharAt(i, text ? 'x' : ' ');
                }
            }
        }
        return plain.toString();
    }

    private static String noComparison(String sign) {
        return "there is no comparison '" + sign + "'";
    }

    private static String comparison(String sign) {
        return switch (sign) {
            case "≤" -> "<=";
            case "≥" -> ">=";
            case "≠" -> "!=";
            case "≪" -> "<";
            default -> ">";
        };
    }

    /** A pattern of SQL as a regular expression, as far as it has no other signs. */
    private static String pattern(String like) {
        return like.replace("%", ".*").replace('_', '.');
    }

    private static String hundredth(String number) {
        try {
            return new BigDecimal(number.replace(',', '.'))
                    .movePointLeft(2)
                    .stripTrailingZeros()
                    .toPlainString();
        } catch (NumberFormatException e) {
            return "the hundredth part";
        }
    }
}
