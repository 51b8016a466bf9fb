package dev.signalbox.samples;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** A loan application in the making: by heading, what will stand in its row. It begins as one that asks for nothing unusual. */
final class LoanDraft {
    private static final String[] FIRST = {
        "Ada", "Bruno", "Carla", "Deniz", "Elif", "Finn", "Greta", "Hugo", "Ines", "Jan"
    };
    private static final String[] LAST = {
        "Albers", "Brandt", "Celik", "Dorn", "Engel", "Faber", "Gerke", "Hahn", "Ilic", "Jost"
    };
    private static final String[] PURPOSES = {"car", "car", "home", "home", "education", "travel"};

    final Map<String, String> cells = new LinkedHashMap<>();
    final Random random;
    final LocalDate received;

    LoanDraft(int running, Random random) {
        this.random = random;
        this.received = LocalDate.of(2025, 3, 3).plusDays(running / 4);
        int income = 1_900 + 50 * random.nextInt(70);
        int term = 12 * (1 + random.nextInt(7));
        put("Application No", "L-" + (25_000 + running));
        put("Received", german(received));
        put("Applicant", pick(FIRST) + " " + pick(LAST));
        put("Date of birth", german(received.minusYears(24 + random.nextInt(38)).minusDays(random.nextInt(365))));
        put("Country", "DE");
        put("Employment", random.nextInt(8) == 0 ? "retired" : "permanent");
        put("Employed since", german(received.minusMonths(14 + random.nextInt(60))));
        put("Net income", income + ".00");
        put("Debt payments", 10 * random.nextInt(income / 100) + ".00");
        put("Credit band", pick("A", "A", "A", "B", "B", "B", "B", "C", "C", "D"));
        put("Purpose", pick(PURPOSES));
        // A seventh of the income a month, and no more.
        put("Amount", 500 * Math.max(2, income * term / 7 / 500 * (3 + random.nextInt(3)) / 6) + ".00");
        put("Term", String.valueOf(term));
        put("Collateral", "-");
        put("Collateral value", "");
        put("Channel", pick("branch", "web", "web", "phone"));
        if (random.nextInt(5) == 0) {
            secure(pick("vehicle", "savings"), 110);
        }
    }

    void put(String heading, String text) {
        cells.put(heading, text);
    }

    String text(String heading) {
        return cells.getOrDefault(heading, "");
    }

    long number(String heading) {
        return (long) Double.parseDouble(text(heading));
    }

    /** @param percent of the amount */
    void secure(String collateral, int percent) {
        put("Collateral", collateral);
        put("Collateral value", number("Amount") * percent / 100 + ".00");
    }

    String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    static String german(LocalDate date) {
        return date.getDayOfMonth() + "." + date.getMonthValue() + "." + date.getYear();
    }
}
