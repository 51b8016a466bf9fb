package dev.signalbox.decision;

import java.io.Externalizable;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.kie.api.runtime.rule.AccumulateFunction;

/**
 * Gathers as another does, such as a sum; of what that throws the rule is told, and the value or the result is left out. Two rules
 * never share one, as they may share what they gather by: each has to be told.
 */
final class ContainedGathering<C extends Serializable> implements AccumulateFunction<C>, Externalizable {
    private static final long serialVersionUID = 1L;

    private final transient AccumulateFunction<C> by;
    private final String rule;

    ContainedGathering(AccumulateFunction<C> by, String rule) {
        this.by = by;
        this.rule = rule;
    }

    @Override
    public C createContext() {
        return by.createContext();
    }

    @Override
    public void init(C context) throws Exception {
        by.init(context);
    }

    @Override
    public C initContext(C context) {
        return by.initContext(context);
    }

    @Override
    public void accumulate(C context, Object value) {
        accumulateValue(context, value);
    }

    @Override
    public @Nullable Object accumulateValue(C context, Object value) {
        try {
            return by.accumulateValue(context, value);
        } catch (RuntimeException e) {
            Contained.failed(e, rule);
            return null;
        }
    }

    @Override
    public void reverse(C context, Object value) throws Exception {
        by.reverse(context, value);
    }

    @Override
    public boolean tryReverse(C context, Object value) {
        return by.tryReverse(context, value);
    }

    @Override
    public @Nullable Object getResult(C context) {
        try {
            return by.getResult(context);
        } catch (Exception e) {
            Contained.failed(e, rule);
            return null;
        }
    }

    @Override
    public boolean supportsReverse() {
        return by.supportsReverse();
    }

    @Override
    public Class<?> getResultType() {
        return by.getResultType();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ContainedGathering<?> gathering
                && rule.equals(gathering.rule)
                && by.equals(gathering.by);
    }

    @Override
    public int hashCode() {
        return Objects.hash(by, rule);
    }

    @Override
    public void writeExternal(ObjectOutput out) {
        throw new UnsupportedOperationException("Expected a rule base that stays, but it is written");
    }

    @Override
    public void readExternal(ObjectInput in) {
        throw new UnsupportedOperationException("Expected a rule base that stays, but it is read");
    }
}
