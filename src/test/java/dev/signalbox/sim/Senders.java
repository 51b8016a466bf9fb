package dev.signalbox.sim;

import dev.signalbox.binding.MalformedBody;
import dev.signalbox.decision.LiveProcess;
import dev.signalbox.intake.Receipt;
import dev.signalbox.intake.Submission;
import dev.signalbox.item.Ids;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Systems that post parcels, and post them again, to any node, sometimes another parcel under the same key. */
final class Senders {
    private static final int MOST_PARCELS = 40;
    private static final String[] KILOS = {"0", "1", "1", "2", "3", "4", "7", "\"heavy\""};

    private final World world;
    private final LiveProcess process;
    private final List<Parcel> parcels = new ArrayList<>();

    /** One key, and what its senders were told. */
    private static final class Parcel {
        final String number;
        final @Nullable String key;
        final String[] bodies = new String[2];

        @Nullable
        Long id;

        int body = -1;

        Parcel(String number, @Nullable String key) {
            this.number = number;
            this.key = key;
        }

        Submission submission(int variant) {
            return new Submission(bodies[variant].getBytes(StandardCharsets.UTF_8), key, "sender");
        }
    }

    Senders(World world, LiveProcess process) {
        this.world = world;
        this.process = process;
    }

    void send() {
        var together = new ArrayList<Parcel>();
        for (int i = world.chance(20) ? 1 + world.below(3) : 1; i > 0; i--) {
            together.add(
                    parcels.isEmpty() || (parcels.size() < MOST_PARCELS && world.chance(40))
                            ? fresh()
                            : parcels.get(world.below(parcels.size())));
        }
        int variant = world.chance(10) ? 1 : 0;
        world.message("post " + together.get(0).number + "/" + variant, life -> post(life, together, variant));
    }

    /** Every parcel once more. */
    void sendAll() {
        for (Parcel parcel : parcels) {
            world.message("post again " + parcel.number, life -> post(life, List.of(parcel), 0));
        }
    }

    private Parcel fresh() {
        var number = "P" + parcels.size();
        var parcel = new Parcel(number, world.chance(50) ? "key of " + number : null);
        var kilos = KILOS[world.below(KILOS.length)];
        for (int i = 0; i < parcel.bodies.length; i++) {
            parcel.bodies[i] = "{\"number\":\"%s\",\"kilos\":%s}".formatted(number, i == 0 ? kilos : "5");
        }
        parcels.add(parcel);
        return parcel;
    }

    private void post(Node.Life life, List<Parcel> together, int variant) {
        try {
            var unused = life.door
                    .submit(
                            process,
                            together.stream().map(p -> p.submission(variant)).toList())
                    .whenComplete((receipts, failure) -> {
                        if (failure != null) {
                            world.refused(failure);
                        } else {
                            for (int i = 0; i < receipts.size(); i++) {
                                told(together.get(i), variant, receipts.get(i));
                            }
                        }
                    });
        } catch (MalformedBody e) {
            throw new Broken(e.getMessage());
        }
    }

    private void told(Parcel parcel, int variant, Receipt receipt) {
        if (receipt instanceof Receipt.Accepted accepted) {
            world.count(accepted.replayed() ? "answered again" : "accepted");
            long id = named(parcel, accepted.id());
            if (parcel.body == -1) {
                parcel.body = variant;
            }
            if (parcel.body != variant) {
                world.broken("Expected another body under the key of " + parcel.number + " to be refused");
            }
            world.laws().promise("item " + accepted.id() + " is stored", laws -> laws.hasItem(id));
        } else if (receipt instanceof Receipt.KeyReused reused) {
            world.count("another body refused");
            named(parcel, reused.id());
            if (parcel.body == variant) {
                world.broken("Expected the same body under the key of " + parcel.number + " to be answered again");
            }
            parcel.body = 1 - variant;
        } else {
            world.broken("Expected a receipt, but was told " + receipt);
        }
    }

    private long named(Parcel parcel, String told) {
        long id = Ids.parse(told);
        if (parcel.id != null && parcel.id != id) {
            world.broken("Expected " + parcel.number + " to be item " + Ids.text(parcel.id) + ", but was " + told);
        }
        parcel.id = id;
        return id;
    }

    int count() {
        return parcels.size();
    }
}
