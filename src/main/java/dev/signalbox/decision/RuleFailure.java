package dev.signalbox.decision;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.drools.modelcompiler.constraints.ConstraintEvaluationException;
import org.jspecify.annotations.Nullable;
import org.kie.api.runtime.rule.ConsequenceException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says which rule failed, and of what, in words for a reviewer. */
final class RuleFailure {
    private static final Logger LOG = LoggerFactory.getLogger(RuleFailure.class);
    private static final Pattern RULE_IN_MESSAGE = Pattern.compile("\\[Rule (\"[^\"]+\"(?:, \"[^\"]+\")*+)");

    private static final String CONDITION = "a condition";
    private static final int NAMED = 3;
    private static final int MOST_SHOWN = 60;

    private RuleFailure() {}

    static String reason(Throwable failure, @Nullable RuleInfo last) {
        Throwable root = failure;
        boolean speaking = false;
        for (Throwable e = failure; e != null; e = e.getCause()) {
            if (e instanceof ConstraintEvaluationException) {
                Matcher named = RULE_IN_MESSAGE.matcher(String.valueOf(e.getMessage()));
                return (named.find() ? "rule " + named.group(1) : CONDITION) + " failed: "
                        + FailureWords.of(deepest(e));
            }
            speaking |= e instanceof ConsequenceException || isSpeaking(e.getStackTrace());
            root = e;
        }
        if (root instanceof RulesStopped) {
            return stopped(String.valueOf(root.getMessage()), last);
        }
        return blamed(speaking, last) + " failed: " + FailureWords.of(root);
    }

    static String stuck(@Nullable RuleInfo last, StackTraceElement[] stack, Limits limits) {
        String tookLonger = " took longer than " + limits.timeWords();
        // The rules may have stopped by themselves a moment ago, which nobody was told yet.
        return last != null && !isFiring(stack)
                ? stopped("the rules" + tookLonger, last)
                : blamed(isSpeaking(stack), last) + tookLonger;
    }

    private static String stopped(String message, @Nullable RuleInfo last) {
        return message + (last == null ? "" : ", at last rule \"" + last.name() + "\"");
    }

    /** The last rule is to blame only when it was speaking; otherwise a condition of some rule was being judged. */
    private static String blamed(boolean speaking, @Nullable RuleInfo last) {
        return speaking && last != null ? "rule \"" + last.name() + "\"" : CONDITION;
    }

    private static boolean isSpeaking(StackTraceElement[] stack) {
        return Stream.of(stack).anyMatch(frame -> frame.getClassName().contains("LambdaConsequence"));
    }

    private static boolean isFiring(StackTraceElement[] stack) {
        return Stream.of(stack).anyMatch(frame -> frame.getMethodName().equals("fireAllRules"));
    }

    private static Throwable deepest(Throwable failure) {
        return failure.getCause() == null ? failure : deepest(failure.getCause());
    }

    /** Whether something was asked of nothing. */
    static boolean isOfNothing(Throwable failure) {
        return deepest(failure) instanceof NullPointerException;
    }

    /**
     * What failed, in words.
     *
     * @param seen what was looked at
     */
    static String words(Throwable failure, Map<String, @Nullable Object> seen) {
        String fields = seen.entrySet().stream()
                .filter(field -> !isLong(field.getValue()))
                .limit(NAMED)
                .map(field -> field.getKey()
                        + (field.getValue() == null ? " is missing" : " is " + Plain.text(field.getValue())))
                .collect(Collectors.joining(", "));
        String words = FailureWords.of(deepest(failure));
        return words + (fields.isEmpty() || words.startsWith("Expected ") ? "" : "; " + fields);
    }

    private static boolean isLong(@Nullable Object value) {
        return value instanceof String text && text.length() > MOST_SHOWN;
    }

    static void log(RuleBook book, Throwable failure) {
        LOG.debug("rules of {} failed", book.definition().process(), failure);
    }
}
