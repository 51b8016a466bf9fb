package dev.signalbox.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;

final class Median {
    private Median() {}

    static double of(List<Double> figures) {
        return of(figures, figure -> figure);
    }

    static <T> double of(List<T> rounds, ToDoubleFunction<T> figure) {
        var sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
