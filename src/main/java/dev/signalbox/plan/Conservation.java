package dev.signalbox.plan;

import java.util.List;

/** Law 3 in numbers: accepted = closed + held. */
public record Conservation(long accepted, long closed, long held, List<OfProcess> processes) {

    /**
     * The same for one process. The three are counted apart, so that a lost item shows.
     *
     * @param closed items that are closed or cancelled
     * @param held items with an open step
     */
    public record OfProcess(String process, long accepted, long closed, long held) {}

    static Conservation of(List<OfProcess> processes) {
        return new Conservation(
                processes.stream().mapToLong(OfProcess::accepted).sum(),
                processes.stream().mapToLong(OfProcess::closed).sum(),
                processes.stream().mapToLong(OfProcess::held).sum(),
                processes);
    }
}
