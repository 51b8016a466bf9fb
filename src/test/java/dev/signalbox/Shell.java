package dev.signalbox;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/**
 * What a command said and how it ended, run in this JVM.
 *
 * @param err what it said of faults
 */
public record Shell(int exit, String out, String err) {
    public static Shell run(String... arguments) {
        return run(List.of(arguments));
    }

    public static Shell run(List<String> arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int exit = Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments.toArray(String[]::new));
        return new Shell(exit, out.toString(), err.toString());
    }
}
