package dev.signalbox.sim;

import dev.signalbox.db.SimulatedStore;
import dev.signalbox.execution.Worker;
import dev.signalbox.intake.Door;
import dev.signalbox.item.Ids;
import dev.signalbox.review.Completion;
import dev.signalbox.review.Reviews;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** A node: the real services on a connection of its own, and no thread. A crash takes all of them, and what they had in mind. */
final class Node {
    private final World world;
    private final String name;
    private final long skewMillis;
    private @Nullable Life life;
    boolean paused;
    boolean writing;

    Node(World world, String name, long skewMillis) {
        this.world = world;
        this.name = name;
        this.skewMillis = skewMillis;
    }

    /** From one start to the next crash. */
    final class Life {
        final Door door;
        final Worker worker;
        final Reviews reviews;
        final Completion completion;
        private final SimulatedStore.Link link;

        Life(int number) {
            Executor threads = work -> world.later(new Event(Node.this, this, false, work));
            Executor writer = work -> world.later(new Event(Node.this, this, true, work));
            link = world.store().connect(new WorldClock(world, 0), writer, () -> world.fate(Node.this));
            var database = link.database();
            var clock = new WorldClock(world, skewMillis);
            door = new Door(database, new Ids(clock, number, 0));
            worker = new Worker(database, world.processes(), new Receivers.Line(world, this), world.random(), threads);
            reviews = new Reviews(database, world.processes());
            completion = new Completion(database, world.processes(), process -> threads);
        }

        Node node() {
            return Node.this;
        }
    }

    @Nullable
    Life life() {
        return life;
    }

    void start() {
        life = new Life(world.nextNodeNumber());
        paused = false;
    }

    void crash() {
        if (life != null) {
            life.link.end().run();
            life = null;
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
