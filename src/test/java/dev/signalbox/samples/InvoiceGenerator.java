package dev.signalbox.samples;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Makes the 240 sample invoices and the reference tables they are judged by. The same seed makes the same bytes, so what is
 * committed can be compared with what is made. Every supplier, account and amount is invented.
 */
public final class InvoiceGenerator {
    static final int COUNT = 240;
    private static final long SEED = 2025;

    private final ObjectMapper json = JsonMapper.builder()
            .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    /** Writes the files into the repository whose root is the working directory. */
    public static void main(String[] args) throws IOException {
        for (var file : new InvoiceGenerator().files().entrySet()) {
            Files.writeString(Path.of(file.getKey()), file.getValue());
        }
    }

    /** The text of each file, by its path below the repository's root. */
    Map<String, String> files() {
        var random = new Random(SEED);
        var books = new Books(random);
        // samples/invoice.json, written by hand for the first try with curl, is for this one.
        var first = books.suppliers.get(0);
        books.orders.add(new Books.Order("PO-10001", first.id(), "EUR", new BigDecimal("349.00")));

        var invoices = new StringBuilder();
        int running = 0;
        for (var fault : faults()) {
            var supplier = fault == Fault.BLOCKED_SUPPLIER ? books.blocked() : books.active(random);
            var draft = new Draft(supplier, ++running, random);
            if (fault != null) {
                fault.spoil(draft, books);
            }
            books.orders.add(draft.order());
            invoices.append(line(draft.fields)).append('\n');
        }

        var files = new LinkedHashMap<String, String>();
        files.put("samples/supplier-invoices.ndjson", invoices.toString());
        files.put("rules/supplier-invoices/reference/suppliers.csv", books.suppliersCsv());
        files.put("rules/supplier-invoices/reference/purchase-orders.csv", books.ordersCsv());
        files.put("rules/supplier-invoices/reference/paid-invoices.csv", books.paidCsv());
        return files;
    }

    /** Which fault each invoice has, in their order; null for none. */
    static List<@Nullable Fault> faults() {
        var faults = new ArrayList<@Nullable Fault>();
        for (var fault : Fault.values()) {
            faults.addAll(Collections.nCopies(fault.count, fault));
        }
        faults.addAll(Collections.nCopies(COUNT - faults.size(), null));
        Collections.shuffle(faults, new Random(SEED));
        return faults;
    }

    private String line(Map<String, Object> fields) {
        var plain = new LinkedHashMap<>(fields);
        plain.replaceAll((name, value) -> value instanceof LocalDate date ? date.toString() : value);
        try {
            return json.writeValueAsString(plain);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
