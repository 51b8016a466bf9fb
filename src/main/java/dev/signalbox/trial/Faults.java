package dev.signalbox.trial;

import dev.signalbox.item.Problem;
import dev.signalbox.trial.ReplayReport.Why;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Why fields are faulty: for each message how many items, and one of them. */
final class Faults {
    private static final int MOST_MESSAGES = 1_000;
    private static final int LONGEST = 100;
    /** What a message says of the one item. */
    private static final Pattern PARTICULAR = Pattern.compile("'[^']*+'|\"[^\"]*+\"|(?<=\\[)\\d++(?=\\])");

    private record Message(String field, String text) {}

    private static final class Figures {
        final @Nullable String example;
        final String place;
        final long row;
        long items;

        Figures(@Nullable String example, String place, long row) {
            this.example = example;
            this.place = place;
            this.row = row;
        }
    }

    private final Map<Message, Figures> messages = new HashMap<>();

    void count(PastItem item, List<Problem> problems) {
        if (problems.isEmpty()) {
            return;
        }
        var told = new HashSet<Message>();
        for (Problem problem : problems) {
            var message = new Message(
                    Tally.field(problem),
                    PARTICULAR.matcher(String.valueOf(problem.message())).replaceAll("…"));
            if (told.add(message) && (messages.size() < MOST_MESSAGES || messages.containsKey(message))) {
                messages.computeIfAbsent(
                                message, m -> new Figures(shortened(problem.value()), item.place(), item.row()))
                        .items++;
            }
        }
    }

    private static @Nullable String shortened(@Nullable String value) {
        return value == null || value.length() <= LONGEST ? value : value.substring(0, LONGEST) + "…";
    }

    /** What comes first in the file is the example, whichever part was counted first. */
    void add(Faults part) {
        part.messages.forEach((message, more) -> {
            Figures known = messages.get(message);
            if (known == null) {
                if (messages.size() < MOST_MESSAGES) {
                    messages.put(message, more);
                }
            } else if (more.row < known.row) {
                more.items += known.items;
                messages.put(message, more);
            } else {
                known.items += more.items;
            }
        });
    }

    /** Most frequent first. */
    List<Why> of(String field) {
        return messages.entrySet().stream()
                .filter(message -> message.getKey().field().equals(field))
                .map(message -> new Why(
                        message.getKey().text(),
                        message.getValue().items,
                        message.getValue().example,
                        message.getValue().place))
                .sorted(Comparator.comparingLong(Why::items).reversed().thenComparing(Why::message))
                .toList();
    }
}
