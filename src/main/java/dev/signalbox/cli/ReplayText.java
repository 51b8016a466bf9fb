package dev.signalbox.cli;

import dev.signalbox.trial.ReplayReport;
import dev.signalbox.trial.ReplayReport.Agreement;
import dev.signalbox.trial.ReplayReport.Change;
import dev.signalbox.trial.ReplayReport.Count;
import dev.signalbox.trial.ReplayReport.Side;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The report of a replay on a terminal: the figures whole, the lists by their beginnings. */
final class ReplayText {
    private static final int SHOWN = 15;

    private final PrintWriter out;
    private final Paint paint;

    ReplayText(PrintWriter out, Paint paint) {
        this.out = out;
        this.paint = paint;
    }

    void print(ReplayReport report, double seconds) {
        out.println(paint.bold(report.title()) + ": " + number(report.items()) + " items of " + report.source()
                + ", in " + String.format(Locale.ROOT, "%.1f s", seconds));
        if (report.refused() > 0) {
            out.println(paint.yellow("Lines that are no items, left out: " + number(report.refused())));
            some(report.refusals(), report.refused(), line -> "  " + line);
        }
        side(report, report.before(), report.after() == null ? "" : "Before: ");
        Side after = report.after();
        Change change = report.change();
        if (after != null && change != null) {
            side(report, after, "After: ");
            change(change);
        }
    }

    private void side(ReplayReport report, Side side, String when) {
        out.println();
        out.println(paint.bold(when + side.folder())
                + paint.dim("  version " + side.version().substring(0, 12)));
        counts("Routes", side.routes());
        counts("Rules", side.rules());
        counts("Problems by field", side.problems());
        heading("Fit");
        count(new Count(
                "fit the standard pattern (FULL)",
                side.standard().items(),
                side.standard().share()));
        for (var variant :
                side.variants().subList(0, Math.min(SHOWN, side.variants().size()))) {
            var why = new ArrayList<>(variant.rules());
            variant.problems().forEach(field -> why.add("problem: " + field));
            count(new Count(variant.lane() + ": " + String.join(" + ", why), variant.items(), variant.share()));
        }
        more(side.variants().size(), "variants");
        if (side.unmatched().items() > 0) {
            count(side.unmatched());
            some(side.unmatchedItems(), side.unmatched().items(), item -> "            " + item);
        }
        people(report, side);
        Agreement truth = side.truth();
        if (truth != null) {
            truth(truth);
        }
    }

    private void people(ReplayReport report, Side side) {
        heading("People");
        out.println("  " + number(side.reviews()) + " reviews, " + hours(side.reviewHours()) + " at "
                + plain(report.minutesPerReview()) + " minutes a review (--minutes)");
    }

    private void truth(Agreement truth) {
        heading("FULL beside what people decided (" + truth.column() + ")");
        out.println("  coverage   " + percent(truth.coverage()) + "  " + number(truth.full()) + " of "
                + number(truth.decided()) + " decided items are FULL");
        out.println("  precision  " + percent(truth.precision()) + "  " + number(truth.right()) + " of "
                + number(truth.full()) + " have the outcome that people decided");
        if (truth.wrong() > 0) {
            out.println(paint.yellow("  " + number(truth.wrong()) + " contradict:"));
            some(
                    truth.contradictions(),
                    truth.wrong(),
                    one -> "    " + one.item() + "  FULL, " + one.outcome() + ", but people said " + one.truth());
        }
    }

    private void change(Change change) {
        heading("From, to");
        for (var way : change.ways()) {
            boolean stays = way.from().equals(way.to());
            String line = "  %,9d  %s".formatted(way.items(), way.from() + (stays ? " stays" : " → " + way.to()));
            out.println(stays ? paint.dim(line) : line);
        }
        heading("Items that move: " + number(change.moved()));
        some(change.items(), change.moved(), moved -> "  " + moved.item() + "  " + moved.from() + " → " + moved.to());
        heading("Reviewers");
        out.println("  " + hours(Math.abs(change.reviewHours()))
                + (change.reviewHours() > 0 ? " more" : change.reviewHours() < 0 ? " saved" : ": no change"));
    }

    private void counts(String title, List<Count> counts) {
        if (!counts.isEmpty()) {
            heading(title);
            counts.forEach(this::count);
        }
    }

    private void count(Count count) {
        String line = "  %,9d  %s  %s".formatted(count.items(), percent(count.share()), count.name());
        out.println(count.items() == 0 ? paint.dim(line) : line);
    }

    private void heading(String title) {
        out.println();
        out.println(paint.bold(title));
    }

    private <T> void some(List<T> named, long all, Function<T, String> line) {
        named.stream().limit(SHOWN).map(line).forEach(out::println);
        more(all, "in all");
    }

    private void more(long all, String of) {
        if (all > SHOWN) {
            out.println(paint.dim("    … " + number(all) + " " + of + "; --json and --html tell more"));
        }
    }

    private static String number(long items) {
        return String.format(Locale.ROOT, "%,d", items);
    }

    private static String hours(double hours) {
        return String.format(Locale.ROOT, "%,.1f hours", hours);
    }

    private static String plain(double minutes) {
        return minutes == Math.rint(minutes) ? String.valueOf((long) minutes) : String.valueOf(minutes);
    }

    private static String percent(@Nullable Double share) {
        return share == null ? "   –   " : String.format(Locale.ROOT, "%5.1f %%", share * 100);
    }
}
