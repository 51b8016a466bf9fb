package dev.signalbox.decision.host;

import dev.signalbox.decision.Case;
import dev.signalbox.item.Problem;
import java.util.ArrayList;
import java.util.List;

/** A batch of items on its way to the rules. Remarks from binding stay behind: no rule sees them. */
final class Cases {
    private Cases() {}

    /** Writes the items from the first on, as many as fit, and returns how many. */
    static int write(FrameWriter out, Values values, long batch, List<Case> cases, int mostBytes) {
        out.number(batch);
        int written = 0;
        for (Case item : cases) {
            if (written > 0 && out.size() > mostBytes) {
                break;
            }
            out.flag(true);
            Values.write(out, item.receivedAt());
            values.write(out, item.values());
            problems(out, item.problems());
            written++;
        }
        out.flag(false);
        return written;
    }

    /** The items behind the number of their batch, which was read. */
    static List<Case> read(FrameReader in, Values values) throws BadFrame {
        var cases = new ArrayList<Case>();
        while (in.flag()) {
            var receivedAt = Values.instant(in);
            var fields = values.read(in);
            cases.add(new Case(fields, problems(in), List.of(), receivedAt));
        }
        return cases;
    }

    static void problems(FrameWriter out, List<Problem> problems) {
        out.number(problems.size());
        for (Problem problem : problems) {
            out.word(problem.field());
            out.word(problem.message());
            out.text(problem.value());
        }
    }

    static List<Problem> problems(FrameReader in) throws BadFrame {
        int size = in.count();
        if (size == 0) {
            return List.of();
        }
        var problems = new ArrayList<Problem>(size);
        for (int i = 0; i < size; i++) {
            problems.add(new Problem(in.word(), in.word(), in.textOrNull()));
        }
        return List.copyOf(problems);
    }
}
