package dev.signalbox.decision;

import dev.signalbox.process.ProcessDefinition;
import dev.signalbox.process.QueueDefinition;
import java.util.HashMap;
import java.util.Map;

/** Which of two queues is the more senior: the one with fewer escalations above it, or else the one declared first. */
final class QueueRanks {
    private final Map<String, Integer> ranks = new HashMap<>();

    QueueRanks(ProcessDefinition definition) {
        var queues = definition.queues();
        int place = 0;
        for (String name : queues.keySet()) {
            int hops = 0;
            QueueDefinition at = queues.get(name);
            while (at != null && at.escalate() != null && hops < queues.size()) {
                at = queues.get(at.escalate());
                hops++;
            }
            ranks.put(name, hops * queues.size() + place++);
        }
    }

    String senior(String one, String other) {
        return ranks.getOrDefault(other, Integer.MAX_VALUE) < ranks.getOrDefault(one, Integer.MAX_VALUE) ? other : one;
    }
}
