package dev.signalbox.decision.host;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What hosts print, in the server's log: a hundred lines each. */
final class PrintedLog {
    private static final Logger LOG = LoggerFactory.getLogger(PrintedLog.class);
    private static final int MOST_LINES = 100;
    private static final int MOST_LENGTH = 500;

    private PrintedLog() {}

    static void copy(String process, InputStream printed) {
        try (var lines = new BufferedReader(new InputStreamReader(printed, StandardCharsets.UTF_8))) {
            var line = new StringBuilder();
            int told = 0;
            for (int c = lines.read(); c >= 0 && told < MOST_LINES; c = lines.read()) {
                if (c == '\n') {
                    LOG.info("{} printed: {}", process, line);
                    line.setLength(0);
                    told++;
                } else if (line.length() < MOST_LENGTH && !Character.isISOControl(c)) {
                    line.append((char) c);
                }
            }
        } catch (IOException e) {
            LOG.debug("what {} prints cannot be read", process, e);
        }
    }

    static void stays(Path folder, Exception failure) {
        LOG.warn("The folder {} of a rule host stays behind: {}", folder, failure.getMessage());
    }
}
