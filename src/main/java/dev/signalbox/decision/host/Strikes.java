package dev.signalbox.decision.host;

import dev.signalbox.decision.Case;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What items did to the process of their rules, and who sent them. Only what items of several senders do is laid to the rules:
 * one sender's data keeps that sender's items from them for a while, and never withdraws a version for others.
 */
final class Strikes {
    /** Strikes that withdraw a version, and those of one sender after which its items are kept from the rules. */
    static final int MOST = 3;
    /** How many of one sender count against the version. */
    private static final int MOST_OF_ONE = 2;

    private static final Duration PAUSE = Duration.ofMinutes(10);
    private static final int MOST_REMEMBERED = 1_000;

    private final Map<String, List<Long>> ofSenders = new HashMap<>();
    private final Set<Integer> items = new HashSet<>();
    private int ofNobody;

    /**
     * An item, or the start of the rules, ended the process.
     *
     * @param item null when it was none
     * @return whether the version must be withdrawn
     */
    synchronized boolean add(@Nullable Case item) {
        String sender = item == null ? null : item.sender();
        if (item != null && items.size() < MOST_REMEMBERED) {
            items.add(item.values().hashCode());
        }
        if (sender == null) {
            ofNobody++;
        } else {
            ofSenders.computeIfAbsent(sender, name -> new ArrayList<>()).add(System.nanoTime());
        }
        int counted = ofNobody
                + ofSenders.values().stream()
                        .mapToInt(all -> Math.min(MOST_OF_ONE, all.size()))
                        .sum();
        return counted >= MOST && (ofNobody > 0 || ofSenders.size() > 1);
    }

    synchronized boolean none() {
        return ofNobody == 0 && ofSenders.isEmpty();
    }

    /** Why the rules are not asked about an item; null when they are. */
    synchronized @Nullable String refusal(Case item) {
        if (items.contains(item.values().hashCode())) {
            return "the rules were not asked again: the same data has ended their process before";
        }
        var sender = item.sender();
        var times = sender == null ? null : ofSenders.get(sender);
        if (times == null) {
            return null;
        }
        long recent = times.stream()
                .filter(at -> System.nanoTime() - at < PAUSE.toNanos())
                .count();
        return recent < MOST
                ? null
                : "the rules were not asked: " + recent + " items of the same sender ended their process within "
                        + PAUSE.toMinutes() + " minutes";
    }
}
