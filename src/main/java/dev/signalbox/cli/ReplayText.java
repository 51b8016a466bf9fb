package dev.signalbox.cli;

import dev.signalbox.decision.SeenData.Unseen;
import dev.signalbox.trial.Beside;
import dev.signalbox.trial.ReplayReport;
import dev.signalbox.trial.ReplayReport.Agreement;
import dev.signalbox.trial.ReplayReport.Change;
import dev.signalbox.trial.ReplayReport.Count;
import dev.signalbox.trial.ReplayReport.Faulty;
import dev.signalbox.trial.ReplayReport.Looked;
import dev.signalbox.trial.ReplayReport.Precision;
import dev.signalbox.trial.ReplayReport.Ruled;
import dev.signalbox.trial.ReplayReport.Side;
import dev.signalbox.trial.ReplayReport.Variant;
import dev.signalbox.trial.ReplayReport.Way;
import dev.signalbox.trial.ReplayReport.Why;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The report of a replay on a terminal: the figures whole, before and after side by side, the lists by their beginnings. */
final class ReplayText {
    private static final int SHOWN = 15;
    private static final int WHYS = 3;

    private final PrintWriter out;
    private final Paint paint;

    ReplayText(PrintWriter out, Paint paint) {
        this.out = out;
        this.paint = paint;
    }

    void print(ReplayReport report, double seconds) {
        out.println(paint.bold(report.title()) + ": " + number(report.items()) + " items of " + report.source()
                + ", in " + String.format(Locale.ROOT, "%.1f s", seconds));
        report.remarks().forEach(remark -> out.println(paint.yellow("Note: " + remark)));
        if (report.refused() > 0) {
            out.println(paint.yellow("Lines that are no items, left out: " + number(report.refused())));
            some(report.refusals(), report.refused(), line -> "  " + line);
        }
        Side after = report.after();
        sides(report);
        counts("Routes", Beside.of(report, Side::routes, Count::name), report);
        rules(report);
        problems(report);
        tables(report);
        unseen(after == null ? report.before() : after);
        fit(report);
        people(report);
        truth(report.before().truth(), after == null ? "" : ", before");
        if (after != null) {
            truth(after.truth(), ", after");
        }
        Change change = report.change();
        if (change != null) {
            change(change);
        }
    }

    private void sides(ReplayReport report) {
        out.println();
        side(report.before(), report.after() == null ? "" : "Before: ");
        if (report.after() != null) {
            side(report.after(), "After:  ");
        }
    }

    private void side(Side side, String when) {
        out.println(paint.bold(when + side.folder())
                + paint.dim("  version " + side.version().substring(0, 12)));
    }

    private void counts(String title, List<Beside<Count>> counts, ReplayReport report) {
        if (counts.isEmpty()) {
            return;
        }
        heading(title, report);
        for (Beside<Count> count : counts) {
            row(items(count.before()) + (report.after() == null ? "" : items(count.after())), count.name());
        }
    }

    private static String items(@Nullable Count count) {
        return count == null ? cell("", "") : cell(number(count.items()), percent(count.share()));
    }

    /** As wide as every other pair of figures, so that they stand below one another. */
    private static String cell(String figure, String share) {
        return "  %9s  %7s".formatted(figure, share);
    }

    private void row(String figures, String name) {
        out.println(figures + "  " + name);
    }

    private void rules(ReplayReport report) {
        List<Beside<Ruled>> rules = Beside.of(report, Side::rules, Ruled::name);
        boolean two = report.after() != null;
        heading("Rules", report);
        String head = "  %9s  %7s  %9s".formatted("matched", "", "decided");
        out.println(paint.dim(head + (two ? head : "")));
        for (Beside<Ruled> rule : rules) {
            Ruled old = rule.before();
            Ruled now = two ? rule.after() : old;
            boolean idle = (old == null || old.items() == 0) && (now == null || now.items() == 0);
            String note = !two
                    ? ""
                    : rule.formerly() != null
                            ? "  (renamed, was: " + rule.formerly() + ")"
                            : old == null ? "  (new)" : now == null ? "  (gone)" : "";
            String line = ruled(old) + (two ? ruled(now) : "") + "  " + rule.name() + note;
            out.println(idle ? paint.dim(line) : line);
            if (now != null && now.stoppedBy() != null) {
                out.println(paint.dim(" ".repeat(two ? 64 : 34) + "stopped most often by " + now.stoppedBy() + ": "
                        + number(now.stopped())));
            }
        }
    }

    private static String ruled(@Nullable Ruled rule) {
        return rule == null
                ? cell("", "") + "  " + " ".repeat(9)
                : cell(number(rule.items()), percent(rule.share()))
                        + "  %9s".formatted(rule.decided() == null ? "–" : number(rule.decided()));
    }

    private void problems(ReplayReport report) {
        List<Beside<Faulty>> problems = Beside.of(report, Side::problems, Faulty::name);
        if (problems.isEmpty()) {
            return;
        }
        heading("Problems by field", report);
        for (Beside<Faulty> field : problems) {
            boolean two = report.after() != null;
            row(faulty(field.before()) + (two ? faulty(field.after()) : ""), field.name());
            Faulty last = field.after() == null ? field.before() : field.after();
            if (last == null) {
                continue;
            }
            for (Why why : last.why().subList(0, Math.min(WHYS, last.why().size()))) {
                out.println(" ".repeat(two ? 42 : 22) + "  " + number(why.items()) + " × " + why.message()
                        + "; such as " + (why.example() == null ? "" : "'" + why.example() + "' in ") + why.place());
            }
            more(last.why().size(), WHYS, "messages");
        }
    }

    private static String faulty(@Nullable Faulty field) {
        return field == null ? cell("", "") : cell(number(field.items()), percent(field.share()));
    }

    private void tables(ReplayReport report) {
        List<Beside<Looked>> tables = Beside.of(report, Side::tables, Looked::name);
        if (tables.isEmpty()) {
            return;
        }
        heading("Reference tables: items that found a row", report);
        for (Beside<Looked> table : tables) {
            Looked last = table.after() == null ? table.before() : table.after();
            row(
                    looked(table.before()) + (report.after() == null ? "" : looked(table.after())),
                    table.name()
                            + (last == null ? "" : paint.dim(", of " + number(last.items()) + " that have its key")));
        }
    }

    private static String looked(@Nullable Looked table) {
        return table == null ? cell("", "") : cell(number(table.found()), percent(table.share()));
    }

    private void unseen(Side side) {
        if (side.unseen().isEmpty()) {
            return;
        }
        heading("Values that rules name and no item has");
        some(side.unseen(), side.unseen().size(), ReplayText::unseen);
    }

    static String unseen(Unseen value) {
        return "  " + value.field() + " \"" + value.value() + "\""
                + (value.instead() == null ? "" : ", but items have \"" + value.instead() + "\"") + ": in \""
                + value.rules().get(0) + "\""
                + (value.rules().size() > 1 ? " and " + (value.rules().size() - 1) + " more" : "");
    }

    private void fit(ReplayReport report) {
        heading("Fit", report);
        boolean two = report.after() != null;
        Side after = two ? report.after() : null;
        row(
                items(report.before().standard()) + (two ? items(after == null ? null : after.standard()) : ""),
                "fit the standard pattern (FULL)");
        var variants = Beside.of(report, Side::variants, ReplayText::variant).stream()
                .sorted(Comparator.comparingLong(variant -> -Math.max(items(variant.before()), items(variant.after()))))
                .toList();
        for (var variant : variants.subList(0, Math.min(SHOWN, variants.size()))) {
            row(figures(variant.before()) + (two ? figures(variant.after()) : ""), variant.name());
        }
        more(variants.size(), SHOWN, "variants");
        unmatched(report.before(), two ? ", before" : "");
        if (after != null) {
            unmatched(after, ", after");
        }
    }

    private static String variant(Variant variant) {
        var why = new ArrayList<>(variant.rules());
        variant.problems().forEach(field -> why.add("problem: " + field));
        return variant.lane() + ": " + String.join(" + ", why);
    }

    private static long items(@Nullable Variant variant) {
        return variant == null ? 0 : variant.items();
    }

    private static String figures(@Nullable Variant variant) {
        return variant == null ? cell("", "") : cell(number(variant.items()), percent(variant.share()));
    }

    private void unmatched(Side side, String when) {
        if (side.unmatched().items() > 0) {
            row(items(side.unmatched()), "no rule spoke" + when);
            some(side.unmatchedItems(), side.unmatched().items(), item -> "            " + item);
        }
    }

    private void people(ReplayReport report) {
        heading("People");
        String at = " at " + plain(report.minutesPerReview()) + " minutes a review (--minutes)";
        Side after = report.after();
        out.println(
                "  " + reviews(report.before()) + (after == null ? at : " before, " + reviews(after) + " after," + at));
    }

    private static String reviews(Side side) {
        return number(side.reviews()) + " reviews, " + hours(side.reviewHours());
    }

    private void truth(@Nullable Agreement truth, String when) {
        if (truth == null) {
            return;
        }
        heading("FULL beside what people decided (" + truth.column() + ")" + when);
        out.println("  coverage   " + percent(truth.coverage()) + "  " + number(truth.full()) + " of "
                + number(truth.decided()) + " decided items are FULL");
        out.println("  precision  " + percent(truth.precision()) + "  " + number(truth.right()) + " of "
                + number(truth.full()) + " have the outcome that people decided"
                + (truth.full() == 0 ? "" : "; " + interval(truth.low(), truth.high())));
        if (truth.undecided() > 0) {
            out.println(paint.yellow(
                    "  " + number(truth.undecided()) + " more are FULL, and nobody decided them: not judged"));
        }
        precisions("by rule", truth.rules(), true);
        precisions("by outcome", truth.outcomes(), false);
        precisions("suggestions", truth.suggestions(), true);
        if (truth.wrong() > 0) {
            out.println(paint.yellow("  " + number(truth.wrong()) + " contradict:"));
            some(
                    truth.contradictions(),
                    truth.wrong(),
                    one -> "    " + one.item() + "  FULL, " + one.outcome() + ", but people said " + one.truth());
        }
    }

    private void precisions(String title, List<Precision> precisions, boolean named) {
        if (precisions.isEmpty()) {
            return;
        }
        out.println(paint.dim("  " + title));
        for (Precision one : precisions) {
            String right = number(one.right()) + " of " + number(one.decided());
            out.println("  %s  %-15s  %-17s  %s"
                            .formatted(
                                    percent(one.precision()),
                                    right,
                                    one.decided() == 0 ? "" : interval(one.low(), one.high()),
                                    (named ? one.name() + " → " : "") + one.outcome())
                    + (one.undecided() == 0 ? "" : paint.dim(", " + number(one.undecided()) + " undecided")));
        }
    }

    private static String interval(double low, double high) {
        return String.format(Locale.ROOT, "%.1f to %.1f %%", low * 100, high * 100);
    }

    private void change(Change change) {
        heading("Items that move: " + number(change.moved()));
        change.ways().forEach(this::way);
        some(
                change.items().stream().filter(item -> item.moves()).toList(),
                change.moved(),
                moved -> "    " + moved.item() + "  " + moved.from() + " → " + moved.to());
        heading("Items that stay, with another suggestion or queue: " + number(change.advised()));
        change.advice().forEach(this::way);
        some(
                change.items().stream().filter(item -> !item.moves()).toList(),
                change.advised(),
                moved -> "    " + moved.item() + "  " + moved.from() + " → " + moved.to());
        heading("Reviewers");
        out.println("  " + hours(Math.abs(change.reviewHours()))
                + (change.reviewHours() > 0 ? " more" : change.reviewHours() < 0 ? " saved" : ": no change"));
    }

    private void way(Way way) {
        boolean stays = way.from().equals(way.to());
        String line = "  %9s  %s".formatted(number(way.items()), way.from() + (stays ? " stays" : " → " + way.to()));
        out.println(stays ? paint.dim(line) : line);
    }

    private void heading(String title, ReplayReport report) {
        heading(title + (report.after() == null ? "" : " (before | after)"));
    }

    private void heading(String title) {
        out.println();
        out.println(paint.bold(title));
    }

    private <T> void some(List<T> named, long all, Function<T, String> line) {
        named.stream().limit(SHOWN).map(line).forEach(out::println);
        more(all, SHOWN, "in all");
    }

    private void more(long all, int shown, String of) {
        if (all > shown) {
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
