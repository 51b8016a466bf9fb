package dev.signalbox.decision.host;

import dev.signalbox.decision.Case;
import dev.signalbox.decision.DecisionEngine;
import dev.signalbox.decision.Verdict;
import dev.signalbox.decision.WrittenRule;
import dev.signalbox.item.Decision;
import dev.signalbox.item.ItemType;
import dev.signalbox.process.PackFault;
import dev.signalbox.process.PackRefused;
import dev.signalbox.process.ProcessPack;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides in a process of its own. When that ends, another takes its place, and only the item that ended it goes to a person;
 * the third time it happens, with items of several senders, the pack's version is withdrawn and all items go there, until other rules are published or the
 * server is started again.
 */
final class HostedEngine implements DecisionEngine {
    private static final Logger LOG = LoggerFactory.getLogger(HostedEngine.class);
    /** Rules that have ended a process may do it again: others do not wait for them, but neither do they stand still. */
    private static final int STRUCK_NICENESS = 10;

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Setup setup;
    private final boolean apart;
    private final ProcessPack pack;
    private final Verdict verdict;
    private final ItemType type;
    private final List<WrittenRule> rules;
    private final Map<String, List<String>> levers;
    private final Semaphore places = new Semaphore(RuleHost.THREADS, true);
    private final Strikes strikes = new Strikes();
    private boolean closed;
    private volatile Host host;
    private volatile @Nullable String withdrawn;

    /**
     * @param apart whether it only tries things: it gives way to everything else, and nobody is told what it comes to
     * @throws PackRefused when the pack does not load
     */
    HostedEngine(Setup setup, boolean apart) throws PackRefused {
        this.setup = setup;
        this.apart = apart;
        this.pack = setup.pack();
        verdict = new Verdict(pack.definition(), pack.version());
        host = start();
        type = Objects.requireNonNull(host.ready().type());
        rules = host.ready().rules();
        levers = host.ready().levers();
        setup.classes().makeLater(setup);
    }

    private Host start() throws PackRefused {
        try {
            return Launch.host(setup, niceness());
        } catch (IOException e) {
            var message = "Expected a process to start for the rules, but " + e.getMessage();
            throw new PackRefused(List.of(new PackFault(pack.name(), 0, message)), true);
        }
    }

    private int niceness() {
        return apart || !strikes.none() ? STRUCK_NICENESS : 0;
    }

    @Override
    public ItemType type() {
        return type;
    }

    @Override
    public List<WrittenRule> rules() {
        return rules;
    }

    @Override
    public Map<String, List<String>> levers() {
        return levers;
    }

    @Override
    public @Nullable String withdrawn() {
        return withdrawn;
    }

    @Override
    public List<Decision> decide(List<Case> batch) {
        return new HostedBatch(this, batch).decide();
    }

    /** Asks the host, a new one if the last has ended. */
    Reply ask(List<Case> items) {
        places.acquireUninterruptibly();
        try {
            Host asked = running();
            Reply reply = asked == null ? Reply.Ended.FOR_OTHERS : asked.ask(items);
            if (reply instanceof Reply.Decided decided && decided.stuck() && asked != null) {
                asked.kill();
            }
            return reply;
        } finally {
            places.release();
        }
    }

    private synchronized @Nullable Host running() {
        if (closed || withdrawn != null) {
            return null;
        }
        if (host.hasEnded()) {
            try {
                host = Launch.host(setup, niceness());
            } catch (IOException e) {
                LOG.warn("{} has no host: {}", pack.name(), e.getMessage());
                LockSupport.parkNanos(PAUSE_NANOS);
                return null;
            } catch (PackRefused e) {
                strike(null, "did not start again: " + e.getMessage());
                return null;
            }
        }
        return host;
    }

    /** The decision about an item whose rules could not decide it. */
    Decision failed(Case item, String reason) {
        return verdict.failed(item, item.problems(), reason);
    }

    /** An item's rules ended the process, or had to be ended with it. */
    synchronized void strike(@Nullable Case item, String reason) {
        if (apart) {
            LOG.info("{}, apart from the rules that decide: {}", pack.name(), reason);
        } else {
            LOG.warn("{}: {}", pack.name(), reason);
        }
        if (strikes.add(item) && withdrawn == null) {
            var owner = pack.definition().owner();
            withdrawn = "Version " + pack.version() + " of the rules was withdrawn after " + Strikes.MOST
                    + " strikes, the last: " + reason + ". Items wait in "
                    + pack.definition().fallback()
                    + " until other rules are published; owner: " + owner.name() + ", "
                    + owner.contact();
            if (!apart) {
                LOG.error("{}: {}", pack.name(), withdrawn);
            }
            host.kill();
        }
    }

    /** Why the rules are not asked about an item; null when they are. */
    @Nullable
    String refusal(Case item) {
        return strikes.none() ? null : strikes.refusal(item);
    }

    synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public synchronized void close() {
        closed = true;
        host.kill();
    }
}
