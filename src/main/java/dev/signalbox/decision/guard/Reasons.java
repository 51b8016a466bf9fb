package dev.signalbox.decision.guard;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Why something is not in the safe subset, and what to write instead, in the words of whoever writes rules. */
final class Reasons {
    private static final String AGAIN =
            "a decision must come out the same when it is made again; compare the item's own dates";
    private static final String CHANCE = "a decision must come out the same when it is made again; leave chance out";
    private static final String MACHINE = "rules do not reach the machine they run on";
    private static final String ORDER =
            "its order changes from one run to the next; use List.of, LinkedHashMap, LinkedHashSet or a reference table";
    private static final Map<Pattern, String> REASONS = new LinkedHashMap<>();

    static {
        reason(
                "\\.(now|systemDefault\\w*|dateNow|currentTimeMillis|nanoTime)$|^java\\.time\\.Clock"
                        + "|^java\\.util\\.(Date|Calendar|GregorianCalendar|TimeZone)\\b|^java\\.sql\\.",
                AGAIN);
        reason("\\.(random|shuffle|randomUUID|\\w*[pP]robablePrime)$|Random", CHANCE);
        reason(
                "^java\\.util\\.(Hash\\w+|IdentityHash\\w+|WeakHash\\w+)\\b|^java\\.util\\.(Map|Set)\\.(of|copyOf|ofEntries)$"
                        + "|^java\\.util\\.stream\\.Collectors\\.",
                ORDER);
        reason(
                "\\.hashCode$|^java\\.lang\\.Object\\.(toString|<init>)$",
                "an object's number changes from one run to the next; compare values");
        reason("[pP]arallel", "threads would run outside of the item's time; use stream()");
        reason("\\.(setDefault|getDefault|getInteger|getLong|getBoolean)$", MACHINE);
        reason(
                "^java\\.lang\\.(Thread|InheritableThread|Virtual)|^java\\.util\\.(Timer|concurrent)",
                "rules run on one thread, within the item's time; delete it");
        reason(
                "^java\\.lang\\.(System|Runtime|Process)|^java\\.(io|nio|net|rmi)\\.|^java\\.util\\.(Scanner|Formatter)"
                        + "|^javax?\\.(naming|net)|^java\\.util\\.(jar|zip|logging|prefs)",
                MACHINE + "; delete it");
        reason(
                "^java\\.lang\\.(Class|reflect|invoke|Module|Package|StackWalker)|\\.(getClass|getDeclaringClass)$"
                        + "|^java\\.util\\.(ServiceLoader|ResourceBundle)|^javax\\.script",
                "rules do not look into classes; compare values");
        reason("\\.(wait|notify|notifyAll|finalize)$", "rules run on one thread, within the item's time; delete it");
        reason("(Error|Throwable)\\b", "a rule may fail with an IllegalArgumentException, never with an Error");
        reason("^org\\.(drools|kie)\\.", "rules do not reach the rule engine; delete it");
        reason("^dev\\.signalbox\\.", "rules speak to the server by route only; use its verbs");
    }

    private Reasons() {}

    private static void reason(String pattern, String text) {
        REASONS.put(Pattern.compile(pattern), text);
    }

    /** @param used a class or a member by full name: {@code java.lang.Math.random} */
    static String of(String used) {
        return REASONS.entrySet().stream()
                .filter(reason -> reason.getKey().matcher(used).find())
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("it is not in the safe subset, which rules/README.md lists; write a function of what is there");
    }
}
