package dev.signalbox.review;

import dev.signalbox.item.Problem;
import java.util.List;

/** The corrected data still have problems. Nothing was changed: the task is its reviewer's as before. */
public final class StillWrong extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    StillWrong(List<Problem> problems) {
        super("Expected corrected data without problems, but " + problems.get(0).field() + " "
                + problems.get(0).message());
        this.problems = List.copyOf(problems);
    }

    /** What is wrong with the data as corrected. */
    public List<Problem> problems() {
        return problems;
    }
}
