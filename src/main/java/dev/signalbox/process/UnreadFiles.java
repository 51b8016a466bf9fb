package dev.signalbox.process;

import dev.signalbox.process.PackFault.Severity;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Files that look as if they were part of a pack and that nothing reads, such as {@code routing.drl.txt} or {@code
 * Examples.CSV}. What must hold rules keeps the pack from loading, because a rule for caution that nothing reads lets a
 * machine act; the rest is a warning. Documents for people, such as {@code README.md}, are neither.
 */
final class UnreadFiles {
    private static final String REFERENCE = "reference/";
    private static final Set<String> READ = Set.of(PackLoader.DEFINITION, "examples.csv");
    private static final Pattern RULES = Pattern.compile("\\.drl(\\.csv|\\.xlsx)?$");

    /**
     * What an unread file may be.
     *
     * @param path of such files, in lower case
     * @param help the cure; {@code %s} stands for the path with an ending that is read
     */
    private record Look(Severity severity, Pattern path, String message, String help) {
        static Look error(String path, String message, String help) {
            return new Look(Severity.ERROR, Pattern.compile(path), message, help);
        }

        static Look warning(String path, String message, String help) {
            return new Look(Severity.WARNING, Pattern.compile(path), message, help);
        }
    }

    /** The first that fits says what a file is taken for. */
    private static final List<Look> LOOKS = List.of(
            Look.error(
                    ".*\\.drl\\.(xls|xlsm|xlsb|xltx|ods|fods|numbers|tsv|tab)",
                    "Expected a decision table as .drl.csv or .drl.xlsx, but it is of another kind",
                    "save it as one of these"),
            Look.error(
                    "(.*\\.drl(\\.csv|\\.xlsx)?)([^a-z].*)?",
                    "Expected the ending of rules in small letters and at the end, as .drl, .drl.csv or .drl.xlsx, but it is"
                            + " written otherwise and nothing reads the file",
                    "rename it to %s"),
            Look.error(
                    ".*\\.(rdrl|dslr|rdslr|dsl|gdst|xdrl|drt|brl|template|dmn|rf|dlr|drls|drlx)",
                    "Expected rules as .drl, .drl.csv or .drl.xlsx, but this is another form of rules and nothing reads it",
                    "write its rules in one of these, or take the file out of the pack"),
            Look.warning(
                    "(.*/)?process\\.ya?ml(\\.\\w+)?",
                    "nothing reads this file: the process is what process.yaml says, at the top of the pack",
                    "put it there, or take it out"),
            Look.warning(
                    "(.*/)?(examples?|tests?|scenarios?)([^a-z/].*)?\\.(csv|txt|tsv|xlsx?|ods|json|ndjson|scesim)|.*\\.scesim",
                    "nothing reads this file: examples are read from examples.csv, at the top of the pack",
                    "rename it to examples.csv, or take it out"),
            Look.warning(
                    "(references?|lookups?)/.*(?<!\\.(md|pdf|png|html))",
                    "nothing reads this file: no reference table of process.yaml is read from here",
                    "name it under reference:, and save it as reference/NAME.csv; or take it out"),
            Look.warning(
                    ".*\\.(csv|tsv|tab|psv|xlsx?|xlsm|xlsb|xltx|ods|fods|numbers)(\\.txt)?",
                    "nothing reads this file: a decision table ends in .drl.csv or .drl.xlsx, a reference table lies in"
                            + " reference/",
                    "rename it, or take it out"),
            Look.warning(
                    ".*\\.ya?ml",
                    "nothing reads this file: the process is what process.yaml says, at the top of the pack",
                    "move it there, or take it out"));

    private UnreadFiles() {}

    /**
     * A fault for each such file.
     *
     * @param pack its name, which faults begin with
     * @param tables the names of its reference tables
     */
    static List<PackFault> of(String pack, List<PackFile> files, Set<String> tables) {
        Set<String> read =
                tables.stream().map(table -> REFERENCE + table + ".csv").collect(Collectors.toSet());
        return files.stream()
                .map(PackFile::path)
                .filter(path -> !READ.contains(path)
                        && !read.contains(path)
                        && !RULES.matcher(path).find())
                .flatMap(path -> LOOKS.stream()
                        .filter(look -> look.path().matcher(lower(path)).matches())
                        .limit(1)
                        .map(look -> fault(pack, path, look)))
                .toList();
    }

    /** The file that was probably meant by a path that no file has: one of the same name in other letters, or deeper. */
    static String insteadOf(String path, Set<String> files) {
        String wanted = lower(path);
        String name = wanted.substring(wanted.lastIndexOf('/') + 1);
        String stem = name.replaceFirst("\\.\\w+$", "");
        return files.stream()
                .filter(file -> lower(file).equals(wanted))
                .findFirst()
                .or(() -> files.stream()
                        .filter(file -> lower(file).matches("(.*/)?" + Pattern.quote(name)))
                        .findFirst())
                .or(() -> files.stream()
                        .filter(file -> lower(file).matches("(.*/)?" + Pattern.quote(stem) + "\\.\\w+(\\.\\w+)?"))
                        .findFirst())
                .map(file -> "there is " + file)
                .orElse("there is none");
    }

    private static PackFault fault(String pack, String path, Look look) {
        String help = look.help().formatted(renamed(path));
        return new PackFault(look.severity(), pack + "/" + path, 0, 0, null, look.message(), help);
    }

    /** The path with an ending that is read, when it has one that is near. */
    private static String renamed(String path) {
        Matcher ending = Pattern.compile("(?i)\\.drl(\\.csv|\\.xlsx)?").matcher(path);
        return ending.find() ? path.substring(0, ending.start()) + lower(ending.group()) : path;
    }

    private static String lower(String path) {
        return path.toLowerCase(Locale.ROOT);
    }
}
