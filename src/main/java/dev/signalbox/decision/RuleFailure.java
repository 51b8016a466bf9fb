package dev.signalbox.decision;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.base.rule.consequence.ConsequenceException;
import org.drools.modelcompiler.constraints.ConstraintEvaluationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says which rule failed, and of what, in words for a reviewer. */
final class RuleFailure {
    private static final Logger LOG = LoggerFactory.getLogger(RuleFailure.class);
    private static final Pattern RULE_IN_MESSAGE = Pattern.compile("\\[Rule (\"[^\"]+\"(?:, \"[^\"]+\")*)");

    private RuleFailure() {}

    static String reason(Throwable failure, @Nullable RuleInfo last) {
        if (failure instanceof RulesStopped) {
            return failure.getMessage() + (last == null ? "" : ", at last rule \"" + last.name() + "\"");
        }
        return rule(failure, last) + " failed: " + cause(failure);
    }

    static String stuck(@Nullable RuleInfo last, StackTraceElement[] stack, Limits limits) {
        return spoken(stack, last) + " took longer than " + limits.timeWords();
    }

    private static String rule(Throwable failure, @Nullable RuleInfo last) {
        for (Throwable e = failure; e != null; e = e.getCause()) {
            if (e instanceof ConstraintEvaluationException) {
                Matcher named = RULE_IN_MESSAGE.matcher(String.valueOf(e.getMessage()));
                return named.find() ? "rule " + named.group(1) : "a condition";
            }
        }
        return failure instanceof ConsequenceException && last != null
                ? "rule \"" + last.name() + "\""
                : spoken(failure.getStackTrace(), last);
    }

    /** The last rule is to blame only when it was speaking; otherwise a condition of some rule was being judged. */
    private static String spoken(StackTraceElement[] stack, @Nullable RuleInfo last) {
        for (StackTraceElement frame : stack) {
            if (last != null && frame.getClassName().contains("LambdaConsequence")) {
                return "rule \"" + last.name() + "\"";
            }
        }
        return "a condition";
    }

    private static String cause(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = root.getMessage();
        if (message != null && message.startsWith("Expected ")) {
            return message;
        }
        return root.getClass().getSimpleName() + (message == null ? "" : ": " + message);
    }

    static void log(RuleBook book, Throwable failure) {
        LOG.debug("rules of {} failed", book.definition().process(), failure);
    }
}
