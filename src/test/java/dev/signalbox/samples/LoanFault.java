package dev.signalbox.samples;

import java.util.Locale;
import java.util.function.Consumer;

/** What is unusual or wrong with loan applications, and with how many of the 360. */
enum LoanFault {
    UNDER_AGE(4, d -> {
        d.put("Date of birth", LoanDraft.german(d.received.minusYears(17)));
        d.put("Employment", "permanent");
        d.put("Employed since", LoanDraft.german(d.received.minusMonths(7)));
        d.put("Credit band", "B");
    }),
    OLD_AT_THE_END(5, d -> {
        d.put("Date of birth", LoanDraft.german(d.received.minusYears(78)));
        d.put("Employment", "retired");
        d.put("Term", "48");
    }),
    LIVES_ABROAD(5, d -> d.put("Country", d.pick("AT", "NL", "PL"))),
    NO_WORK(6, d -> d.put("Employment", "none")),
    NEW_IN_THE_JOB(9, d -> {
        d.put("Employment", "permanent");
        d.put("Employed since", LoanDraft.german(d.received.minusMonths(1 + d.random.nextInt(5))));
    }),
    TEMPORARY_WORK(8, d -> d.put("Employment", "temporary")),
    SELF_EMPLOYED(12, d -> {
        d.put("Employment", "self-employed");
        d.put("Employed since", LoanDraft.german(d.received.minusMonths(30)));
    }),
    NEWLY_SELF_EMPLOYED(5, d -> {
        d.put("Employment", "self-employed");
        d.put("Employed since", LoanDraft.german(d.received.minusMonths(9)));
    }),
    START_OF_WORK_MISSING(5, d -> {
        d.put("Employment", "permanent");
        d.put("Employed since", "n/a");
    }),
    LOW_INCOME(7, d -> d.put("Net income", (900 + 10 * d.random.nextInt(39)) + ".00")),
    HEAVY_DEBTS(14, d -> d.put("Debt payments", d.number("Net income") * (28 + d.random.nextInt(12)) / 100 + ".00")),
    STRETCHED(8, d -> {
        d.put("Credit band", d.pick("C", "D"));
        d.put("Net income", "2600.00");
        d.put("Debt payments", "700.00");
        d.put("Amount", d.text("Credit band").equals("C") ? "6000.00" : "2500.00");
        d.put("Term", d.pick("48", "60"));
        d.secure("savings", 100);
    }),
    CRUSHING_DEBTS(6, d -> d.put("Debt payments", d.number("Net income") * 52 / 100 + ".00")),
    LARGE(9, d -> {
        d.put("Credit band", d.pick("A", "B"));
        d.put("Net income", "7400.00");
        d.put("Amount", "54000.00");
        d.put("Term", "84");
    }),
    VERY_LARGE(6, d -> {
        d.put("Credit band", d.pick("A", "B"));
        d.put("Net income", "9800.00");
        d.put("Amount", "95000.00");
        d.put("Term", "84");
    }),
    LARGE_FOR_ITS_BAND(8, d -> {
        d.put("Credit band", d.pick("C", "D"));
        d.put("Net income", "5200.00");
        d.put("Amount", d.pick("9000.00", "14000.00", "33000.00"));
        d.put("Term", "60");
    }),
    LAST_BAND(8, d -> d.put("Credit band", "E")),
    WEAK_COLLATERAL(6, d -> d.secure("vehicle", 60)),
    COLLATERAL_NOT_VALUED(4, d -> {
        d.put("Collateral", "vehicle");
        d.put("Collateral value", "-");
    }),
    VALUE_OF_NOTHING(3, d -> {
        d.put("Collateral", "-");
        d.put("Collateral value", "8000.00");
    }),
    PAYS_OFF_DEBTS(10, d -> d.put("Purpose", "debts")),
    STRANGE_PURPOSE(5, d -> d.put("Purpose", d.pick("other", "business", "a boat for my cousin"))),
    INCOME_OF_A_YEAR(5, d -> d.put("Net income", (d.number("Net income") + 4_000) * 12 + ".00")),
    CENTURY_WRONG(4, d -> d.put("Date of birth", d.text("Date of birth").replaceFirst("19|20(?=[01])", "20"))),
    WORK_BEFORE_BIRTH(3, d -> d.put("Employed since", LoanDraft.german(d.received.minusYears(66)))),
    AMOUNT_IN_WORDS(6, d -> d.put("Amount", d.pick("5k", "about 8000", "twelve thousand", "1e4"))),
    TERM_IN_YEARS(6, d -> d.put("Term", d.pick("2", "3", "5"))),
    INCOME_MISSING(6, d -> d.put("Net income", "")),
    DEBTS_MISSING(5, d -> d.put("Debt payments", "n/a")),
    BAND_IN_SMALL(5, d -> d.put("Credit band", d.text("Credit band").toLowerCase(Locale.ROOT))),
    MONTH_FIRST(4, d -> d.put("Date of birth", "4/23/1981")),
    COUNTRY_IN_WORDS(4, d -> d.put("Country", "Germany"));

    /** How many of the sample's applications have it. */
    final int count;

    // The functions keep nothing, which their type cannot say.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Consumer<LoanDraft> spoil;

    LoanFault(int count, Consumer<LoanDraft> spoil) {
        this.count = count;
        this.spoil = spoil;
    }

    void spoil(LoanDraft draft) {
        spoil.accept(draft);
    }
}
