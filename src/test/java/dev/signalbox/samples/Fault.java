package dev.signalbox.samples;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.BiConsumer;

/** What goes wrong with invoices, and with how many of the 240. */
enum Fault {
    LINE_OFF_BY_CENTS(8, (d, books) -> {
        d.lines.get(0).merge("amount", new BigDecimal("0.03"), Fault::plus);
        d.sum();
    }),
    LINE_WRONG(6, (d, books) -> d.lines.get(0).merge("quantity", BigDecimal.ONE, Fault::plus)),
    NET_WRONG(4, (d, books) -> d.add("net", "90.00")),
    TAX_WRONG(5, (d, books) -> d.add("tax", "7.00")),
    TOTAL_WRONG(5, (d, books) -> d.add("total", "0.90")),
    TAX_ROUNDED_ON_EACH_LINE(6, (d, books) -> d.add("tax", d.lines.size() > 1 ? "-0.01" : "0.00")),
    NO_ORDER(8, (d, books) -> d.fields.remove("purchaseOrder")),
    UNKNOWN_ORDER(5, (d, books) -> d.fields.put("purchaseOrder", "4500" + (1000 + d.random.nextInt(9000)))),
    ORDER_OF_ANOTHER(3, (d, books) -> {
        var other = books.orders.stream()
                .filter(o -> !o.supplierId().equals(d.supplier.id()))
                .findFirst()
                .orElseThrow();
        d.fields.put("purchaseOrder", other.number());
    }),
    SLIGHTLY_ABOVE_ORDER(6, (d, books) -> d.order(d.net().multiply(new BigDecimal("0.99")))),
    ABOVE_ORDER(7, (d, books) -> d.order(d.net().multiply(new BigDecimal("0.90")))),
    PART_DELIVERY(6, (d, books) -> d.order(d.net().multiply(new BigDecimal("2")))),
    WRONG_CURRENCY(5, (d, books) -> d.fields.put("currency", "USD")),
    UNKNOWN_SUPPLIER(6, (d, books) -> {
        d.fields.put("supplier", "Quickfix Trading");
        d.fields.put("supplierId", "S-9" + (10 + d.random.nextInt(90)));
    }),
    BLOCKED_SUPPLIER(3, (d, books) -> {}),
    ALREADY_PAID(6, (d, books) -> books.paid.add(d.paid(d.text("number"), d.issued()))),
    PAID_WITH_ANOTHER_TOTAL(2, (d, books) -> {
        books.paid.add(d.paid(d.text("number"), d.issued()));
        d.scale(BigDecimal.valueOf(2));
    }),
    SUSPECTED_DUPLICATE(
            5,
            (d, books) ->
                    books.paid.add(d.paid(d.text("number") + "A", d.issued().minusDays(1 + d.random.nextInt(20))))),
    NEW_BANK_ACCOUNT(6, (d, books) -> d.fields.put("bankAccount", Books.bankAccount(d.random))),
    FUTURE_DATE(4, (d, books) -> {
        d.fields.put("issued", d.issued().plusYears(180));
        d.fields.put("due", d.issued().plusDays(d.supplier.terms()));
    }),
    DUE_BEFORE_ISSUED(3, (d, books) -> d.fields.put("due", d.issued().minusDays(3))),
    MISTYPED_FIELD(5, (d, books) -> {
        var field = pick(d, "total", "lines", "issued", "number", "bankAccount");
        var value = d.fields.remove(field);
        d.fields.put(field.substring(0, 1) + field.substring(2), value == null ? "" : value);
    }),
    NUMBER_AS_TEXT(5, (d, books) -> {
        var text = d.text("total");
        d.fields.put("total", pick(d, "EUR " + text, text.replace('.', ','), "1." + text.replace('.', ',')));
    }),
    QUANTITY_AS_WORD(2, (d, books) -> d.lines.get(0).put("quantity", "two")),
    BAD_TAX_RATE(4, (d, books) -> d.lines.get(0).put("taxRate", new BigDecimal(pick(d, "0.19", "91", "17")))),
    NO_LINES(4, (d, books) -> {
        if (d.random.nextBoolean()) {
            d.fields.remove("lines");
        } else {
            d.fields.put("lines", List.of());
        }
    }),
    CREDIT_NOTE(3, (d, books) -> {
        d.scale(BigDecimal.ONE.negate());
        d.order(d.net().negate());
    }),
    LARGE(5, (d, books) -> d.scale(timesToReach(d, 12_000))),
    VERY_LARGE(3, (d, books) -> d.scale(timesToReach(d, 55_000))),
    SHORT_TERMS(6, (d, books) -> d.fields.put("due", d.issued().plusDays(d.supplier.terms() / 2))),
    NO_DUE_DATE(3, (d, books) -> d.fields.remove("due"));

    /** How many of the sample's invoices have it. */
    final int count;

    // The functions keep nothing, which their type cannot say.
    @SuppressWarnings("ImmutableEnumChecker")
    private final BiConsumer<Draft, Books> spoil;

    Fault(int count, BiConsumer<Draft, Books> spoil) {
        this.count = count;
        this.spoil = spoil;
    }

    void spoil(Draft draft, Books books) {
        spoil.accept(draft, books);
    }

    private static Object plus(Object one, Object other) {
        return ((BigDecimal) one).add((BigDecimal) other);
    }

    private static String pick(Draft draft, String... choices) {
        return choices[draft.random.nextInt(choices.length)];
    }

    private static BigDecimal timesToReach(Draft draft, int net) {
        return BigDecimal.valueOf(net / draft.net().longValue() + 1);
    }
}
