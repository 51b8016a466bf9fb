package dev.signalbox.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** A row of the claims file as a system would send it: dates by ISO 8601, money as a number, nothing where "-" stands. */
final class ClaimJson {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d-MMM-yy", Locale.ENGLISH);

    private ClaimJson() {}

    /** All of the object that follows the claim's number, from the closing quote on. */
    static byte[] afterNumber(List<String> row) {
        return ("\"" + field("received", date(row.get(1))) + field("incident", date(row.get(2)))
                        + field("airport", text(row.get(3))) + field("airline", text(row.get(5)))
                        + field("type", text(row.get(6))) + field("site", text(row.get(7)))
                        + field("category", text(row.get(8))) + field("amount", money(row.get(9))) + "}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String field(String name, String json) {
        return ", \"" + name + "\": " + json;
    }

    private static String date(String cell) {
        return blank(cell) ? "null" : text(LocalDate.parse(cell.strip(), DATE).toString());
    }

    private static String money(String cell) {
        return blank(cell) ? "null" : cell.replaceAll("[$, ]", "");
    }

    private static String text(String cell) {
        try {
            return blank(cell) ? "null" : JSON.writeValueAsString(cell.strip());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean blank(String cell) {
        return cell.isBlank() || cell.strip().equals("-");
    }
}
