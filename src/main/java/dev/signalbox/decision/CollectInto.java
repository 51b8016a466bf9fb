package dev.signalbox.decision;

import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.io.Serializable;
import java.util.Collection;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.kie.api.runtime.rule.AccumulateFunction;

/** Collects into a collection of any kind. What Drools has for it puts its own wrapping of an element there. Only the classes made of packs call it. */
public final class CollectInto implements AccumulateFunction<CollectInto.Collected> {
    private static final long serialVersionUID = 1L;

    private final transient Supplier<? extends Collection<Object>> empty;

    public CollectInto(Supplier<? extends Collection<Object>> empty) {
        this.empty = empty;
    }

    /** What was collected so far. */
    public static final class Collected implements Serializable {
        private static final long serialVersionUID = 1L;

        private transient Collection<Object> all;

        Collected(Collection<Object> all) {
            this.all = all;
        }
    }

    @Override
    public Collected createContext() {
        return new Collected(empty.get());
    }

    @Override
    public void init(Collected context) {
        context.all = empty.get();
    }

    @Override
    public void accumulate(Collected context, Object value) {
        context.all.add(value);
    }

    @Override
    public void reverse(Collected context, Object value) {
        context.all.remove(value);
    }

    @Override
    public @Nullable Object getResult(Collected context) {
        return context.all;
    }

    @Override
    public boolean supportsReverse() {
        return false;
    }

    @Override
    public Class<?> getResultType() {
        return Collection.class;
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
