package dev.signalbox.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.decision.RuleCompiler;
import dev.signalbox.process.PackFault;
import dev.signalbox.process.PackFault.Severity;
import dev.signalbox.process.PackFile;
import dev.signalbox.process.PackLoader;
import dev.signalbox.process.PackRefused;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells every fault of packs, with its place and what may help. */
@Command(
        name = "check",
        description = "Tell every fault of packs: where, in which rule, what is wrong and what may help.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:no faults; there may be warnings",
            "1:a pack has faults, or with --strict warnings",
            "2:there is no such folder or pack, or the command cannot be understood"
        })
public final class Check implements Callable<Integer> {
    enum Format {
        text,
        json,
        github
    }

    @Parameters(
            arity = "0..*",
            paramLabel = "FOLDER",
            description = "Process packs, or folders of packs.",
            defaultValue = "rules")
    List<Path> folders = List.of();

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; github annotates the lines of a pull request.")
    Format format = Format.text;

    @Option(names = "--strict", description = "Fail on warnings too.")
    boolean strict;

    @Spec
    CommandSpec spec = CommandSpec.create();

    /** @param folder the pack's, as it was given */
    private record Found(Path folder, PackFault fault) {
        /** The file as seen from where the command runs. */
        String path() {
            Path parent = folder.getParent();
            return parent == null ? fault.file() : parent.resolve(fault.file()).toString();
        }
    }

    @Option(names = "--watch", description = "Stay, and check again after each change, until stopped with Ctrl-C.")
    boolean watch;

    private final KeptFindings kept;
    private final @Nullable Warm warm;

    /** One that keeps nothing and runs here. */
    public Check() {
        this(new KeptFindings(null), null);
    }

    /** @param warm where to find out what is not kept, or null for here */
    Check(KeptFindings kept, @Nullable Warm warm) {
        this.kept = kept;
        this.warm = warm;
    }

    @Override
    public Integer call() throws JsonProcessingException {
        if (warm != null && !watch && !isKnown()) {
            var arguments = spec.root().commandLine().getParseResult().originalArgs();
            Integer exit = warm.run(
                    arguments, spec.commandLine().getOut(), spec.commandLine().getErr());
            if (exit != null) {
                return exit;
            }
        }
        if (!watch) {
            return check();
        }
        while (true) {
            var change = new Watch(folders);
            check();
            spec.commandLine().getOut().println(Paint.forTerminal().dim("watching; stop with Ctrl-C"));
            spec.commandLine().getOut().flush();
            try {
                change.awaitChange();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return 0;
            }
        }
    }

    private boolean isKnown() {
        try {
            for (Path pack : PackFolders.in(folders)) {
                if (kept.find(PackLoader.name(pack), PackLoader.files(pack)) == null) {
                    return false;
                }
            }
            return true;
        } catch (PackRefused e) {
            return true; // to be said here
        }
    }

    private int check() throws JsonProcessingException {
        List<Path> packs;
        try {
            packs = PackFolders.in(folders);
        } catch (PackRefused e) {
            e.faults().forEach(spec.commandLine().getErr()::println);
            spec.commandLine().getErr().flush();
            return 2;
        }
        var found = new ArrayList<Found>();
        packs.forEach(pack -> faults(pack).forEach(fault -> found.add(new Found(pack, fault))));
        PrintWriter out = spec.commandLine().getOut();
        switch (format) {
            case text -> text(out, Paint.forTerminal(), packs.size(), found);
            case json ->
                out.println(new ObjectMapper()
                        .writerWithDefaultPrettyPrinter()
                        .writeValueAsString(found.stream().map(Found::fault).toList()));
            case github -> found.forEach(each -> out.println(annotation(each)));
        }
        out.flush();
        return count(found, Severity.ERROR) > 0 || (strict && !found.isEmpty()) ? 1 : 0;
    }

    private List<PackFault> faults(Path folder) {
        try {
            List<PackFile> files = PackLoader.files(folder);
            return kept.of(PackLoader.name(folder), files, pack -> findings(pack, files), folder);
        } catch (PackRefused e) {
            return e.faults();
        }
    }

    private static List<PackFault> findings(Path folder, List<PackFile> files) {
        try {
            return RuleCompiler.check(PackLoader.of(folder.toString(), files));
        } catch (PackRefused e) {
            return e.faults();
        }
    }

    private static long count(List<Found> found, Severity severity) {
        return found.stream()
                .filter(each -> each.fault().severity() == severity)
                .count();
    }

    private static void text(PrintWriter out, Paint paint, int packs, List<Found> found) {
        for (Found each : found) {
            PackFault fault = each.fault();
            boolean error = fault.severity() == Severity.ERROR;
            String rule = fault.rule() == null ? "" : "rule \"" + fault.rule() + "\": ";
            out.println(paint.bold(fault.place()) + ": " + (error ? paint.red("error") : paint.yellow("warning")) + ": "
                    + rule + fault.text());
        }
        long errors = count(found, Severity.ERROR);
        long warnings = count(found, Severity.WARNING);
        String sum = many(packs, "pack") + ": " + many(errors, "error") + ", " + many(warnings, "warning");
        out.println(errors > 0 ? paint.red(sum) : warnings > 0 ? paint.yellow(sum) : paint.green(sum));
    }

    private static String many(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    /** A workflow command of GitHub Actions, whose values escape what would end them. */
    private static String annotation(Found found) {
        PackFault fault = found.fault();
        var place = new StringBuilder("file=").append(property(found.path()));
        if (fault.line() > 0) {
            place.append(",line=").append(fault.line());
        }
        if (fault.column() > 0) {
            place.append(",col=").append(fault.column());
        }
        if (fault.rule() != null) {
            place.append(",title=").append(property(fault.rule()));
        }
        return "::" + (fault.severity() == Severity.ERROR ? "error " : "warning ") + place + "::" + data(fault.text());
    }

    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }
}
