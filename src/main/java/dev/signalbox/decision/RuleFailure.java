package dev.signalbox.decision;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    private RuleFailure() {}

    static String reason(Throwable failure, @Nullable RuleInfo last) {
        Throwable root = failure;
        boolean speaking = false;
        for (Throwable e = failure; e != null; e = e.getCause()) {
            if (e instanceof ConstraintEvaluationException) {
                Matcher named = RULE_IN_MESSAGE.matcher(String.valueOf(e.getMessage()));
                return (named.find() ? "rule " + named.group(1) : CONDITION) + " failed: " + words(deepest(e));
            }
            speaking |= e instanceof ConsequenceException || isSpeaking(e.getStackTrace());
            root = e;
        }
        if (root instanceof RulesStopped) {
            return stopped(String.valueOf(root.getMessage()), last);
        }
        return blamed(speaking, last) + " failed: " + words(root);
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

    private static String words(Throwable failure) {
        String message = failure.getMessage();
        if (message != null && message.startsWith("Expected ")) {
            return message;
        }
        return failure.getClass().getSimpleName() + (message == null ? "" : ": " + message);
    }

    static void log(RuleBook book, Throwable failure) {
        LOG.debug("rules of {} failed", book.definition().process(), failure);
    }
}
