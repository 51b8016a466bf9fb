package dev.signalbox.bench;

/** The verbs of the rules, as deaf as can be. */
@SuppressWarnings("unused") // called by rules
public final class DeafRoute {
    public void full(String outcome, String reason) {}

    public DeafRoute partial(String reason) {
        return this;
    }

    public DeafRoute manual(String reason) {
        return this;
    }

    public DeafRoute suggest(String outcome) {
        return this;
    }

    public DeafRoute ask(String question) {
        return this;
    }

    public DeafRoute to(String queue) {
        return this;
    }

    public void problem(String field, String message) {}

    public void set(String field, Object value) {}

    public void priority(int percent) {}
}
