package dev.signalbox.cli;

import dev.signalbox.decision.SeenData.Unseen;
import dev.signalbox.item.Problem;
import dev.signalbox.trial.Difference;
import dev.signalbox.trial.Rehearsal;
import dev.signalbox.trial.Rehearsal.Tried;
import java.io.PrintWriter;
import java.util.List;

/** What came of examples, for people: what differed, and how far the examples reach. */
final class TestText {
    private static final int MOST = 10;

    private final PrintWriter out;
    private final Paint paint;

    TestText(PrintWriter out, Paint paint) {
        this.out = out;
        this.paint = paint;
    }

    void print(List<Rehearsal> rehearsals) {
        rehearsals.forEach(this::print);
    }

    private void print(Rehearsal rehearsal) {
        out.println(paint.bold(rehearsal.process()));
        rehearsal.remarks().forEach(remark -> out.println(paint.yellow("  Note: " + remark)));
        for (Tried tried : rehearsal.tried()) {
            if (tried.passed()) {
                out.println("  " + paint.green("✓") + " " + tried.example().name());
            } else {
                failed(rehearsal, tried);
            }
        }
        coverage(rehearsal);
        rehearsal.tables().stream()
                .filter(table -> table.items() > 0)
                .forEach(table -> out.println("  " + table.found() + " of " + table.items()
                        + " examples found a row in reference/" + table.name() + ".csv"));
        unseen(rehearsal.unseen());
        summary(rehearsal);
        out.println();
    }

    private void failed(Rehearsal rehearsal, Tried tried) {
        out.println("  " + paint.red("✗ " + tried.example().name()) + "  "
                + paint.dim(
                        rehearsal.process() + "/examples.csv:" + tried.example().line()));
        for (Difference difference : tried.differences()) {
            word(paint.green("expected"), difference, difference.missing());
            word(paint.red("was     "), difference, difference.surplus());
        }
        line("because ", "reasons", String.join("; ", tried.decision().reasons()));
        for (Problem problem : tried.decision().problems()) {
            String value = problem.value() == null ? "" : ", in '" + problem.value() + "'";
            String field = problem.field().isEmpty() ? "the item" : problem.field();
            line("because ", "problem", field + ": " + problem.message() + value);
        }
        tried.matched().forEach(rule -> line("matched ", "rule", rule));
    }

    private void word(String kind, Difference difference, List<String> words) {
        for (String word : words.isEmpty() ? List.of(difference.nothing()) : words) {
            line(kind, difference.part(), word);
        }
    }

    private void line(String kind, String part, String word) {
        out.println("      " + kind + "  " + paint.dim("%-8s".formatted(part)) + "  " + word);
    }

    private void coverage(Rehearsal rehearsal) {
        out.println(paint.dim("  examples  rule"));
        for (var covered : rehearsal.rules()) {
            String count = "%10d".formatted(covered.examples());
            out.println(
                    covered.examples() > 0
                            ? count + "  " + covered.rule().name()
                            : paint.yellow(count + "  " + covered.rule().name() + "  never matched, "
                                    + covered.rule().place()));
        }
    }

    private void unseen(List<Unseen> values) {
        if (!values.isEmpty()) {
            out.println(paint.dim("  values that rules name and no example has"));
            values.stream().limit(MOST).forEach(value -> out.println("  " + ReplayText.unseen(value)));
            if (values.size() > MOST) {
                out.println(paint.dim("    … " + values.size() + " in all; --format json names them"));
            }
        }
    }

    private void summary(Rehearsal rehearsal) {
        int all = rehearsal.tried().size();
        int failed = rehearsal.failed().size();
        int rules = rehearsal.rules().size();
        String passed = all == 0
                ? paint.yellow("no examples")
                : failed == 0
                        ? paint.green(all + " passed")
                        : paint.red(failed + " failed") + ", " + (all - failed) + " passed";
        out.println("  " + passed + "; " + (rules - rehearsal.unmatched().size()) + " of " + rules + " rules matched");
    }
}
