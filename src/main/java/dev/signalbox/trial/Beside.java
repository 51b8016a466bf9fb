package dev.signalbox.trial;

import dev.signalbox.trial.ReplayReport.Renamed;
import dev.signalbox.trial.ReplayReport.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A figure of the rules before beside that of the rules after; with one set of rules only, {@code before} is all there is.
 *
 * @param before null when only the rules after have it
 * @param after null when only the rules before have it
 * @param formerly the name that it had before, or null when it kept its own
 */
public record Beside<T>(
        String name,
        @Nullable T before,
        @Nullable T after,
        @Nullable String formerly) {

    /**
     * The figures of a report by name: in the order of the rules before, then what only the rules after have. A renamed rule
     * stands where it stood.
     *
     * @param of the figures of one side
     */
    public static <T> List<Beside<T>> of(ReplayReport report, Function<Side, List<T>> of, Function<T, String> name) {
        Map<String, T> after = report.after() == null
                ? Map.of()
                : of.apply(report.after()).stream().collect(Collectors.toMap(name, each -> each));
        Map<String, String> renamed = report.change() == null
                ? Map.of()
                : report.change().renamed().stream().collect(Collectors.toMap(Renamed::from, Renamed::to));
        var rows = new ArrayList<Beside<T>>();
        for (T before : of.apply(report.before())) {
            String old = name.apply(before);
            String now = after.containsKey(old) ? old : renamed.getOrDefault(old, old);
            rows.add(new Beside<>(now, before, after.get(now), now.equals(old) ? null : old));
        }
        var known = rows.stream().map(Beside::name).collect(Collectors.toSet());
        if (report.after() != null) {
            of.apply(report.after()).stream()
                    .filter(each -> !known.contains(name.apply(each)))
                    .forEach(each -> rows.add(new Beside<>(name.apply(each), null, each, null)));
        }
        return rows;
    }
}
