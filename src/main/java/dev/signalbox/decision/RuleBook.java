package dev.signalbox.decision;

import java.util.List;
import java.util.Map;

/**
 * Everything that deciding an item needs: one pack version, compiled.
 *
 * @param values what is worked out of an item before anything else
 * @param rules by name
 * @param lambdas what its conditions and consequences read
 * @param written the rules in the order of the pack
 * @param unchecked which rules could not be checked
 * @param levers values to try, by the path of a field
 * @param tables the reference tables
 */
record RuleBook(
        Sessions sessions,
        dev.signalbox.process.ProcessDefinition definition,
        FactShape item,
        WorkedOut values,
        Map<String, RuleInfo> rules,
        Lambdas lambdas,
        List<WrittenRule> written,
        Unchecked unchecked,
        Map<String, List<String>> levers,
        List<ReferenceTable> tables,
        Constraints constraints,
        Verdict verdict,
        Limits limits) {}
