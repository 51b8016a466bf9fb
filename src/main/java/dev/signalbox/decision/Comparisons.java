package dev.signalbox.decision;

import java.util.regex.Pattern;
import org.drools.model.BetaIndex;
import org.drools.model.Index.ConstraintType;
import org.drools.model.PatternDSL;
import org.drools.model.functions.Function1;
import org.drools.model.functions.Operator;
import org.drools.model.operators.ExcludesOperator;
import org.drools.model.operators.MatchesOperator;
import org.drools.modelcompiler.dsl.pattern.D;
import org.drools.modelcompiler.util.EvaluationUtil;
import org.jspecify.annotations.Nullable;

/**
 * How conditions compare, where Drools does it otherwise than people mean it: what is missing is equal to nothing, not even to
 * something else that is missing, and the dot of a pattern is any character, line ends too. Only the classes made of packs call it.
 */
@SuppressWarnings({"rawtypes", "unchecked"}) // called as Drools calls its own
public final class Comparisons {
    static final String NAME = Comparisons.class.getName().replace('.', '/');

    private static final Object NO_KEY = new Object();

    private Comparisons() {}

    public static boolean areNullSafeEquals(@Nullable Object one, @Nullable Object other) {
        return one != null && other != null && EvaluationUtil.areNullSafeEquals(one, other);
    }

    public static boolean areNumbersNullSafeEquals(@Nullable Number one, @Nullable Number other) {
        return one != null && other != null && EvaluationUtil.areNumbersNullSafeEquals(one, other);
    }

    public static boolean equals(@Nullable Comparable one, @Nullable Comparable other) {
        return one != null && other != null && EvaluationUtil.equals(one, other);
    }

    public static boolean notEquals(@Nullable Comparable one, @Nullable Comparable other) {
        return !equals(one, other);
    }

    /** {@code in}, {@code contains} and the like, with values of which none is written as null. */
    public static boolean eval(Operator operator, @Nullable Object of, @Nullable Object... values) {
        if (of == null || (values.length == 1 && values[0] == null)) {
            return operator == ExcludesOperator.INSTANCE;
        }
        if (operator == MatchesOperator.INSTANCE) {
            return matches(of.toString(), String.valueOf(values[0]));
        }
        return D.eval(operator, of, values);
    }

    /** As {@link Pattern#compile(String)}, for {@code matches} with a text. */
    public static Pattern compile(String pattern) {
        return Pattern.compile(pattern, Pattern.DOTALL);
    }

    public static boolean matches(String text, String pattern) {
        return compile(pattern).matcher(text).matches();
    }

    /** The index of a join: a fact that lacks its part of the key belongs to none. */
    public static BetaIndex betaIndexedBy(
            Class indexed, ConstraintType type, int id, Function1 own, Function1 other, Class result) {
        Function1 key = type == ConstraintType.EQUAL ? new KeyOrNone(own) : own;
        return PatternDSL.betaIndexedBy(indexed, type, id, key, other, result);
    }

    /** Rules that join by the same key share its index, so two of these are equal. */
    private record KeyOrNone(Function1 key) implements Function1 {
        @Override
        public Object apply(Object fact) {
            Object value = key.apply(fact);
            return value == null ? NO_KEY : value;
        }
    }
}
