package dev.signalbox.cli;

import picocli.CommandLine.Help.Ansi;

/** Colours, where the terminal shows them; plain text everywhere else, and where {@code NO_COLOR} is set. */
final class Paint {
    private final boolean on;

    Paint(boolean on) {
        this.on = on;
    }

    static Paint forTerminal() {
        return new Paint(Ansi.AUTO.enabled());
    }

    String red(String text) {
        return code("31", text);
    }

    String green(String text) {
        return code("32", text);
    }

    String yellow(String text) {
        return code("33", text);
    }

    String bold(String text) {
        return code("1", text);
    }

    String dim(String text) {
        return code("2", text);
    }

    private String code(String code, String text) {
        return on ? "\033[" + code + "m" + text + "\033[0m" : text;
    }
}
