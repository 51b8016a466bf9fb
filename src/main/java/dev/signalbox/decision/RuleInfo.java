package dev.signalbox.decision;

import java.util.List;
import java.util.Map;

/**
 * A rule as its pack wrote it.
 *
 * @param index its place among the pack's rules: files in the order of their paths, rules as written
 * @param reads the fields its conditions read
 * @param variables what its conditions bind, as it is written there: {@code $a} is {@code amount}
 * @param ofAll whether it looks at all of something at once, as {@code not} and sums do: when one of its conditions fails, none of
 *     its matches can be trusted
 * @param gathers whether it has sums, lists and the like: which of what it gathers belongs there decides
 */
record RuleInfo(
        int index,
        String name,
        Map<Class<?>, List<FieldsRead.Read>> reads,
        Map<String, String> variables,
        boolean ofAll,
        boolean gathers) {}
