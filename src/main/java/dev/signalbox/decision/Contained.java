package dev.signalbox.decision;

import dev.signalbox.decision.contain.Lambda;
import java.util.function.Supplier;
import org.drools.model.Argument;
import org.drools.model.functions.accumulate.AccumulateFunction;
import org.drools.modelcompiler.dsl.pattern.D;
import org.jspecify.annotations.Nullable;

/**
 * Where the code of rules hands over what it threw, so that it stays with the rule. Only the classes made of packs call it; rules
 * cannot, since it is not on the list of what they may use.
 */
public final class Contained {
    static final String HOOK = Contained.class.getName().replace('.', '/');

    private static final ThreadLocal<@Nullable Sitting> UNDER_WAY = new ThreadLocal<>();

    private Contained() {}

    static void begin(Sitting sitting) {
        UNDER_WAY.set(sitting);
    }

    static void end() {
        UNDER_WAY.remove();
    }

    /**
     * A condition, value or consequence has failed.
     *
     * @param lambda the internal name of its class
     * @param given what it was given
     * @return what a condition counts as
     */
    @SuppressWarnings("NullAway") // a rule base is made, and no item decided: then it is thrown on
    public static boolean failed(Exception failure, String lambda, @Nullable Object[] given) throws Exception {
        Sitting sitting = UNDER_WAY.get();
        Lambda known = sitting == null ? null : sitting.lambda(lambda);
        if (known == null || failure instanceof RulesStopped) {
            throw failure;
        }
        return sitting.failed(failure, known, given);
    }

    /** What a rule gathers by, of which one failure is the rule's own too. */
    public static AccumulateFunction accFunction(Supplier<?> function, Argument<?> source, String rule) {
        return D.accFunction(contained(function, rule), source);
    }

    /** The same. */
    public static AccumulateFunction accFunction(Supplier<?> function, String rule) {
        return D.accFunction(contained(function, rule));
    }

    private static Supplier<?> contained(Supplier<?> function, String rule) {
        return () -> function.get() instanceof org.kie.api.runtime.rule.AccumulateFunction<?> known
                ? new ContainedGathering<>(known, rule)
                : function.get();
    }

    /** What a rule gathers by has failed. */
    static void failed(Exception failure, String rule) {
        Sitting sitting = UNDER_WAY.get();
        if (sitting == null) {
            throw new IllegalStateException("Expected an item that is decided, but there is none", failure);
        }
        sitting.failed(failure, rule);
    }
}
