package dev.signalbox.cli;

import dev.signalbox.decision.RuleCompiler;
import dev.signalbox.process.PackFault;
import dev.signalbox.process.PackLoader;
import dev.signalbox.process.PackRefused;
import dev.signalbox.trial.Rehearsal;
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

/** Tries packs on their own examples. */
@Command(
        name = "test",
        description = "Try the rules of packs on the examples in their examples.csv.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:every example passed",
            "1:an example failed, or with --cover-all a rule is never matched",
            "2:a pack does not load, or its examples cannot be read"
        })
public final class Test implements Callable<Integer> {
    enum Format {
        text,
        json,
        junit
    }

    @Parameters(paramLabel = "FOLDER", description = "Process packs, or folders of packs.", defaultValue = "rules")
    List<Path> folders = List.of();

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES}.")
    Format format = Format.text;

    @Option(names = "--cover-all", description = "Fail when a rule is matched by no example.")
    boolean coverAll;

    @Spec
    CommandSpec spec = CommandSpec.create();

    private final @Nullable Warm warm;

    /** One that runs here. */
    public Test() {
        this(null);
    }

    /** @param warm where to run, or null for here */
    Test(@Nullable Warm warm) {
        this.warm = warm;
    }

    @Override
    public Integer call() throws Exception {
        if (warm != null) {
            var arguments = spec.root().commandLine().getParseResult().originalArgs();
            Integer exit = warm.run(
                    arguments, spec.commandLine().getOut(), spec.commandLine().getErr());
            if (exit != null) {
                return exit;
            }
        }
        var rehearsals = new ArrayList<Rehearsal>();
        var refused = new ArrayList<PackRefused>();
        var unread = new ArrayList<PackFault>();
        for (Path folder : folders) {
            try {
                for (Path pack : PackFolders.in(folder)) {
                    try {
                        rehearsals.add(PackFolders.turn(pack, each -> rehearse(each, unread)));
                    } catch (PackRefused e) {
                        refused.add(e);
                    }
                }
            } catch (PackRefused e) {
                refused.add(e);
            }
        }
        var err = spec.commandLine().getErr();
        unread.forEach(err::println);
        refused.forEach(pack -> pack.faults().forEach(err::println));
        err.flush();
        var out = spec.commandLine().getOut();
        switch (format) {
            case text -> new TestText(out, Paint.forTerminal()).print(rehearsals);
            case json -> out.println(TestJson.of(rehearsals));
            case junit -> out.println(TestJunit.of(rehearsals));
        }
        out.flush();
        if (!refused.isEmpty()) {
            return 2;
        }
        return rehearsals.stream().allMatch(this::isGood) ? 0 : 1;
    }

    private static Rehearsal rehearse(Path folder, List<PackFault> unread) throws PackRefused {
        var pack = PackLoader.load(folder);
        unread.addAll(pack.warnings());
        try (var engine = RuleCompiler.compile(pack)) {
            return Rehearsal.of(pack, engine);
        }
    }

    private boolean isGood(Rehearsal rehearsal) {
        return rehearsal.failed().isEmpty()
                && (!coverAll || rehearsal.unmatched().isEmpty());
    }
}
