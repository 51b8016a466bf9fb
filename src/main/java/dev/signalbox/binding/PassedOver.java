package dev.signalbox.binding;

import java.util.ArrayList;
import java.util.List;

/** What in a file was no row, as it is found. The first hundred are named, the others counted. */
final class PassedOver {
    private static final int MOST = 100;

    private final List<Skipped> found = new ArrayList<>();
    private long more;
    private long lastLine;

    void add(long line, String what) {
        if (found.size() < MOST) {
            found.add(new Skipped(line, what));
        } else {
            more++;
            lastLine = line;
        }
    }

    List<Skipped> list() {
        if (more == 0) {
            return List.copyOf(found);
        }
        var all = new ArrayList<>(found);
        all.add(new Skipped(lastLine, "the last of " + more + " more, not listed"));
        return all;
    }
}
