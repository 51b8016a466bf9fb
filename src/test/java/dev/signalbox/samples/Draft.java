package dev.signalbox.samples;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** An invoice in the making: right in every respect, until a {@link Fault} has been at it. */
final class Draft {
    private record Article(String name, int from, int to, String taxRate) {}

    private static final List<Article> CATALOGUE = List.of(
            new Article("Copy paper, 500 sheets", 380, 620, "19"),
            new Article("Hex bolt M8, 100 pieces", 890, 1590, "19"),
            new Article("Desk lamp", 2450, 5990, "19"),
            new Article("Office cleaning, hour", 2600, 3400, "19"),
            new Article("Lunch buffet, person", 1150, 1890, "7"),
            new Article("Safety shoes, pair", 4900, 8900, "19"),
            new Article("Spruce board 200 x 20 cm", 690, 1290, "19"),
            new Article("Courier, same day", 1800, 4200, "19"),
            new Article("Beaker 250 ml", 310, 540, "19"),
            new Article("Handbook, printed", 1990, 3490, "7"),
            new Article("Export packing", 900, 2900, "0"));

    final Books.Supplier supplier;
    final Random random;
    final Map<String, Object> fields = new LinkedHashMap<>();
    final List<Map<String, Object>> lines = new ArrayList<>();

    /** What the order was for; the same as the net amount unless a fault says otherwise. */
    private BigDecimal ordered = BigDecimal.ZERO;

    private final String orderNumber;

    Draft(Books.Supplier supplier, int running, Random random) {
        this.supplier = supplier;
        this.random = random;
        this.orderNumber = "PO-" + (20_000 + running);
        var issued = LocalDate.of(2025, 7, 1).plusDays(random.nextInt(150));
        fields.put("supplier", supplier.name());
        fields.put("supplierId", supplier.id());
        fields.put("number", Books.number(supplier, 1000 + running));
        fields.put("received", issued.plusDays(1 + random.nextInt(6)));
        fields.put("issued", issued);
        fields.put("due", issued.plusDays(supplier.terms()));
        fields.put("currency", "EUR");
        fields.put("purchaseOrder", orderNumber);
        fields.put("bankAccount", supplier.bankAccount());
        fields.put("lines", lines);
        for (int i = 1 + random.nextInt(5); i > 0; i--) {
            addLine();
        }
        sum();
        ordered = net();
    }

    private void addLine() {
        var article = CATALOGUE.get(random.nextInt(CATALOGUE.size()));
        var line = new LinkedHashMap<String, Object>();
        line.put("description", article.name());
        line.put("quantity", BigDecimal.valueOf(1 + random.nextInt(15)));
        line.put("unitPrice", Books.cents(random, article.from(), article.to()));
        line.put("taxRate", new BigDecimal(article.taxRate()));
        lines.add(line);
        multiply(line);
    }

    private static void multiply(Map<String, Object> line) {
        var amount = number(line, "quantity").multiply(number(line, "unitPrice"));
        line.put("amount", amount.setScale(2, RoundingMode.HALF_UP));
    }

    /** Multiplies every quantity, and lets all sums follow, the order's too. */
    void scale(BigDecimal factor) {
        for (var line : lines) {
            line.put("quantity", number(line, "quantity").multiply(factor));
            multiply(line);
        }
        sum();
        ordered = net();
    }

    /** Net, tax and total as the lines have them. */
    void sum() {
        var net = BigDecimal.ZERO.setScale(2);
        var tax = BigDecimal.ZERO;
        for (var line : lines) {
            var amount = number(line, "amount");
            net = net.add(amount);
            tax = tax.add(amount.multiply(number(line, "taxRate")).movePointLeft(2));
        }
        fields.put("net", net);
        fields.put("tax", tax.setScale(2, RoundingMode.HALF_UP));
        fields.put("total", net.add(number(fields, "tax")));
    }

    /** Adds to one of the sums, and to the total when that is another. */
    void add(String field, String amount) {
        fields.put(field, number(fields, field).add(new BigDecimal(amount)));
        if (!field.equals("total")) {
            fields.put("total", net().add(number(fields, "tax")));
        }
    }

    void order(BigDecimal net) {
        ordered = net.setScale(2, RoundingMode.HALF_UP);
    }

    Books.Order order() {
        return new Books.Order(orderNumber, supplier.id(), "EUR", ordered);
    }

    Books.Paid paid(String number, LocalDate issued) {
        return new Books.Paid(supplier.id(), number, issued, number(fields, "total"));
    }

    BigDecimal net() {
        return number(fields, "net");
    }

    LocalDate issued() {
        return (LocalDate) value(fields, "issued");
    }

    String text(String field) {
        return value(fields, field).toString();
    }

    static BigDecimal number(Map<String, Object> in, String field) {
        return (BigDecimal) value(in, field);
    }

    private static Object value(Map<String, Object> in, String field) {
        var value = in.get(field);
        if (value == null) {
            throw new IllegalStateException("Expected a value for " + field + ", but found none");
        }
        return value;
    }
}
