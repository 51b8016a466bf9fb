package dev.signalbox.decision;

import java.util.List;
import java.util.Map;

/**
 * A rule as its pack wrote it.
 *
 * @param index its place among the pack's rules: files in the order of their paths, rules as written
 * @param reads the fields its conditions read
 */
record RuleInfo(int index, String name, Map<Class<?>, List<FieldsRead.Read>> reads) {}
