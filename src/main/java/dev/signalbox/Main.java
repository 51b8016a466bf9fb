package dev.signalbox;

import dev.signalbox.cli.Backup;
import dev.signalbox.cli.Check;
import dev.signalbox.cli.Commands;
import dev.signalbox.cli.Demo;
import dev.signalbox.cli.Publish;
import dev.signalbox.cli.Replay;
import dev.signalbox.cli.Serve;
import dev.signalbox.cli.Test;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line: {@code signalbox serve}, {@code signalbox test} and so on. */
@Command(
        name = "signalbox",
        description = "Rules decide how much of each work item a machine may do; people work the rest.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {Serve.class, Demo.class, Backup.class, Check.class, Test.class, Replay.class, Publish.class})
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        // Upper case, numbers and names of months hang on it, also in rules: they are the same on every machine.
        Locale.setDefault(Locale.ENGLISH);
        System.exit(commandLine(Commands.ofUser()).execute(args));
    }

    /** That keeps nothing for the next time. */
    static CommandLine commandLine() {
        return commandLine(new Commands(null));
    }

    static CommandLine commandLine(Commands commands) {
        return new CommandLine(new Main(), commands).setExecutionExceptionHandler((failure, command, parsed) -> {
            command.getErr().println("signalbox: " + failure.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        });
    }
}
