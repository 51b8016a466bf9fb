package dev.signalbox.decision;

/** What a rule adds to its vote for a person, in any order: {@code route.partial("…").suggest("PAY").ask("…").to("…")}. */
public final class Advice {
    private final Ballot ballot;
    private final Vote vote;

    Advice(Ballot ballot, Vote vote) {
        this.ballot = ballot;
        this.vote = vote;
    }

    /** The outcome the reviewer is offered first. */
    public Advice suggest(String outcome) {
        vote.outcome = ballot.declaredOutcome(outcome);
        return this;
    }

    /** Something the reviewer should answer for themselves. */
    public Advice ask(String question) {
        if (vote.questions.size() <= Bounds.LISTED) {
            vote.questions.add(Bounds.text(RuleVerbs.said("a question", question)));
        }
        return this;
    }

    /** The queue to wait in, instead of the route's own. */
    public Advice to(String queue) {
        vote.queue = ballot.declaredQueue(queue);
        return this;
    }
}
