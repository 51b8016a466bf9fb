package dev.signalbox.intake;

import dev.signalbox.binding.MalformedBody;
import dev.signalbox.db.Database;
import dev.signalbox.decision.LiveProcess;
import dev.signalbox.item.Ids;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A {@link Lane} without its thread: what is handed in is decided by the caller and stored in one transaction. */
public final class Door {
    private final Acceptance acceptance;
    private final Binders binders = new Binders();

    public Door(Database database, Ids ids) {
        acceptance = new Acceptance(database, ids);
    }

    /** Takes submissions that are JSON objects; the receipts come, in order, when they are on the disk. */
    public CompletableFuture<List<Receipt>> submit(LiveProcess process, List<Submission> together)
            throws MalformedBody {
        var bound = new ArrayList<Incoming>();
        for (Submission submission : together) {
            bound.add(Lane.incoming(submission, binders.json(process).bind(submission.body())));
        }
        return acceptance.store(process, acceptance.decide(process, bound));
    }
}
