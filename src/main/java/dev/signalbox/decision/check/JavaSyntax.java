package dev.signalbox.decision.check;

import com.github.javaparser.JavaToken;
import com.github.javaparser.Position;
import com.github.javaparser.Problem;
import com.github.javaparser.TokenRange;
import dev.signalbox.process.PackFault;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says what is wrong with the Java of a consequence or a function that cannot be read. */
final class JavaSyntax {
    private static final Pattern FOUND = Pattern.compile("Found\\s+(<EOF>|\"(.*?)\")(?=,\\s+expected|\\s|$)");

    private JavaSyntax() {}

    /** @param within the text with a brace before and after it */
    static PackFault fault(RuleText within, Problem problem) {
        String message = problem.getMessage();
        int offset = problem.getLocation()
                .map(TokenRange::getBegin)
                .flatMap(JavaToken::getRange)
                .map(range -> range.begin)
                .map(place -> offset(within, place))
                .orElse(within.start() + 1);
        int lastOffset = problem.getLocation()
                .map(TokenRange::getBegin)
                .flatMap(JavaToken::getRange)
                .map(range -> offset(within, range.end) + 1)
                .orElse(offset);
        // A sign that Java does not know at all has no place.
        int from = problem.getLocation().isEmpty() ? within.text().length() : offset - within.start();
        int stop = within.text().indexOf('\n', from);
        var slip = Slips.near(
                within.text().substring(0, stop < 0 ? within.text().length() : stop), offset - within.start());
        if (slip.isPresent()) {
            return within.file()
                    .fault(
                            within.start() + slip.get().start(),
                            within.rule(),
                            slip.get().message())
                    .suggesting(slip.get().help());
        }
        Matcher found = FOUND.matcher(message);
        String token = found.find() ? String.valueOf(found.group(2)) : "";
        boolean atTheEnd = token.isEmpty() || token.equals("}") || token.equals("null");
        if (message.contains("\";\"")) {
            int end = endOfText(within, lastOffset);
            return within.file()
                    .fault(end, within.rule(), "the statement does not end")
                    .suggesting("write ; after it");
        }
        if (message.contains("\")\"") || message.contains("\",\"")) {
            return within.file()
                    .fault(offset, within.rule(), "a bracket is not closed" + before(atTheEnd, token))
                    .suggesting("write )");
        }
        if (token.equals("null") || message.contains("<EOF>")) {
            int end = endOfText(within, within.start() + within.text().length() - 1);
            return within.file()
                    .fault(end, within.rule(), "a brace { is not closed")
                    .suggesting("write }");
        }
        return within.file()
                .fault(offset, within.rule(), "cannot be read" + (atTheEnd ? "" : " from '" + token + "' on"));
    }

    private static String before(boolean atTheEnd, String token) {
        return atTheEnd ? "" : " before '" + token + "'";
    }

    private static int offset(RuleText within, Position place) {
        return Math.min(within.offset(place), within.start() + within.text().length() - 1);
    }

    /** Just behind the last thing that is written before the offset. */
    private static int endOfText(RuleText within, int offset) {
        int end = Math.min(offset, within.file().text().length());
        while (end > within.start() + 1
                && Character.isWhitespace(within.file().text().charAt(end - 1))) {
            end--;
        }
        return end;
    }
}
