package dev.signalbox.samples;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** What the buyer's own books hold: suppliers, orders and invoices paid. They become the pack's reference tables. */
final class Books {
    record Supplier(
            String id,
            String name,
            int terms,
            String bankAccount,
            String status,
            @Nullable String numberPrefix) {}

    record Order(String number, String supplierId, String currency, BigDecimal net) {}

    record Paid(String supplierId, String number, LocalDate issued, BigDecimal total) {}

    static final String BLOCKED = "blocked";

    private static final List<String> NAMES = List.of(
            "Achterberg Paper",
            "Brightwell Cleaning",
            "Castellan Tools",
            "Delmar Office Supply",
            "Eastgate Electric",
            "Fernhill Catering",
            "Gildersome Timber",
            "Harrow & Pike Printing",
            "Ironbridge Fasteners",
            "Juniper Uniforms",
            "Kestrel Couriers",
            "Lindqvist Laboratory Glass",
            "Mossbank Gardens",
            "Northlight Lamps");

    final List<Supplier> suppliers = new ArrayList<>();
    final List<Order> orders = new ArrayList<>();
    final List<Paid> paid = new ArrayList<>();

    Books(Random random) {
        int[] terms = {10, 14, 30, 30, 60};
        for (int i = 0; i < NAMES.size(); i++) {
            var status = i == NAMES.size() - 1 ? BLOCKED : "active";
            suppliers.add(new Supplier(
                    "S-%03d".formatted(101 + i),
                    NAMES.get(i),
                    terms[random.nextInt(terms.length)],
                    bankAccount(random),
                    status,
                    i % 3 == 0 ? "RE-" : i % 3 == 1 ? "INV/" : null));
        }
        for (var supplier : suppliers) {
            for (int i = 0; i < 3; i++) {
                var issued = LocalDate.of(2025, 1, 6).plusDays(random.nextInt(120));
                paid.add(new Paid(supplier.id(), number(supplier, 100 + i), issued, cents(random, 20_000, 400_000)));
            }
        }
    }

    Supplier active(Random random) {
        return suppliers.get(random.nextInt(suppliers.size() - 1));
    }

    Supplier blocked() {
        return suppliers.get(suppliers.size() - 1);
    }

    static String number(Supplier supplier, int running) {
        return (supplier.numberPrefix() == null ? "" : supplier.numberPrefix()) + "2025-%04d".formatted(running);
    }

    static BigDecimal cents(Random random, int from, int to) {
        return BigDecimal.valueOf(from + random.nextInt(to - from), 2);
    }

    /** An account number with the check digits of ISO 13616, at a bank that does not exist. */
    static String bankAccount(Random random) {
        var account = "99999999%010d".formatted(random.nextInt(1_000_000_000));
        var check = 98
                - new BigInteger(account + "131400").mod(BigInteger.valueOf(97)).intValue();
        return "DE%02d%s".formatted(check, account);
    }

    String suppliersCsv() {
        var csv = new StringBuilder("id,name,currency,terms,bankAccount,status\n");
        suppliers.forEach(s -> line(csv, s.id(), s.name(), "EUR", s.terms(), s.bankAccount(), s.status()));
        return csv.toString();
    }

    String ordersCsv() {
        var csv = new StringBuilder("number,supplierId,currency,net\n");
        orders.forEach(o -> line(csv, o.number(), o.supplierId(), o.currency(), o.net()));
        return csv.toString();
    }

    String paidCsv() {
        var csv = new StringBuilder("supplierId,number,issued,total\n");
        paid.forEach(p -> line(csv, p.supplierId(), p.number(), p.issued(), p.total()));
        return csv.toString();
    }

    private static void line(StringBuilder csv, Object... cells) {
        for (int i = 0; i < cells.length; i++) {
            csv.append(i == 0 ? "" : ",").append(cells[i]);
        }
        csv.append('\n');
    }
}
