package dev.signalbox.cli;

import dev.signalbox.trial.Past;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** How far a replay has come; on a terminal only. */
record ReplayBar(@Nullable ProgressBar bar) implements AutoCloseable {

    static ReplayBar open(Past past) {
        return new ReplayBar(
                !Feed.isTerminal()
                        ? null
                        : new ProgressBarBuilder()
                                .setTaskName("replay")
                                .setInitialMax(past.length())
                                .setUnit(" KiB", 1024)
                                .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                                .setUpdateIntervalMillis(100)
                                .build());
    }

    void show(Past past) {
        if (bar != null) {
            bar.stepTo(Math.min(past.position(), past.length()));
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
