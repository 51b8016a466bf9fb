package dev.signalbox.trial;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The report of a replay as one page that needs nothing else: no scripts, no files, no network. */
public record ReportPage(ReplayReport report) {
    /** How many rows of the long lists the page shows; the JSON has them all. */
    public static final int ROWS = 500;

    private static final TemplateEngine ENGINE =
            TemplateEngine.createPrecompiled(null, ContentType.Html, null, "dev.signalbox.trial.templates");

    public static String html(ReplayReport report) {
        var out = new StringOutput();
        ENGINE.render("replay.jte", new ReportPage(report), out);
        return out.toString();
    }

    /** The rules, or those before and those after. */
    public List<ReplayReport.Side> sides() {
        return report.after() == null ? List.of(report.before()) : List.of(report.before(), report.after());
    }

    public String when(int side) {
        return report.after() == null ? "These rules" : side == 0 ? "Before" : "After";
    }

    public List<Beside<ReplayReport.Ruled>> rules() {
        return Beside.of(report, ReplayReport.Side::rules, ReplayReport.Ruled::name);
    }

    public List<Beside<ReplayReport.Faulty>> problems() {
        return Beside.of(report, ReplayReport.Side::problems, ReplayReport.Faulty::name);
    }

    public List<Beside<ReplayReport.Looked>> tables() {
        return Beside.of(report, ReplayReport.Side::tables, ReplayReport.Looked::name);
    }

    /** What the rules after say, or else those before. */
    public static <T> T latest(Beside<T> figures) {
        return Objects.requireNonNull(figures.after() == null ? figures.before() : figures.after());
    }

    public static double share(ReplayReport.@Nullable Ruled rule) {
        return rule == null ? 0 : rule.share();
    }

    public static double share(ReplayReport.@Nullable Faulty field) {
        return field == null ? 0 : field.share();
    }

    /** {@code 88.4 to 97.1 %}. */
    public static String interval(double low, double high) {
        return String.format(Locale.ROOT, "%.1f to %.1f %%", low * 100, high * 100);
    }

    public static <T> List<T> first(List<T> all) {
        return all.subList(0, Math.min(ROWS, all.size()));
    }

    /** The class that colours a lane: its route, in small letters. */
    public static String colour(String lane) {
        return lane.contains("correct") ? "correct" : lane.split(",", 2)[0].toLowerCase(Locale.ROOT);
    }

    public static String number(long items) {
        return String.format(Locale.ROOT, "%,d", items);
    }

    public static String hours(double hours) {
        return String.format(Locale.ROOT, "%,.1f", Math.abs(hours));
    }

    public static String percent(@Nullable Double share) {
        return share == null ? "–" : String.format(Locale.ROOT, "%.1f %%", share * 100);
    }

    /** A length of a plot, in percent of its width. */
    public static String length(double share) {
        return String.format(Locale.ROOT, "%.3f%%", share * 100);
    }
}
