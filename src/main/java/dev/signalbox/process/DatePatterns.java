package dev.signalbox.process;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Letters in a pattern of dates that mean something else than most who write them think. */
final class DatePatterns {
    private record Doubt(Pattern found, String message, String help) {
        static Doubt of(String found, String message, String help) {
            return new Doubt(Pattern.compile(found), message, help);
        }
    }

    private static final List<Doubt> DOUBTS = List.of(
            Doubt.of("D", "D is the day of the year, from 1 to 366", "write d for the day of the month"),
            Doubt.of("Y", "Y is the year of a week, which differs from the date's around New Year", "write y"),
            Doubt.of("^[^Hhk]*m", "m is the minute", "write M for the month"),
            Doubt.of("[Hhk]+[:.]?M", "M is the month", "write m for the minute"),
            Doubt.of("^[^a]*[hK][^a]*$", "h and K are hours of half a day", "write H, or add a for am and pm"));

    private DatePatterns() {}

    /** A warning for each doubtful pattern of {@code csv: dates}. */
    static List<PackFault> doubts(ProcessPack pack) {
        return pack.definition().csv().dates().stream()
                .flatMap(pattern -> DOUBTS.stream()
                        .filter(doubt -> doubt.found().matcher(letters(pattern)).find())
                        .map(doubt -> pack.faultInDefinition(
                                        "the pattern of dates '" + pattern + "' is hardly meant: " + doubt.message(),
                                        "csv",
                                        "dates",
                                        pattern)
                                .suggesting(doubt.help())
                                .asWarning()))
                .toList();
    }

    private static String letters(@Nullable String pattern) {
        return String.valueOf(pattern).replaceAll("'[^']*'", "");
    }
}
