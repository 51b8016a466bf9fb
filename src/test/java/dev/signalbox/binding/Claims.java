package dev.signalbox.binding;

import dev.signalbox.item.ItemType;
import dev.signalbox.item.ItemType.Field;
import dev.signalbox.item.ItemType.Kind;
import dev.signalbox.process.CsvFormat;
import dev.signalbox.process.ProcessDefinition;
import java.util.List;
import java.util.Map;

/** The type of the property claims, without their rules. */
final class Claims {
    static final ItemType TYPE = ItemType.of(
            "Claim",
            List.of(
                    field("claimNumber", Kind.TEXT),
                    field("received", Kind.DATE),
                    field("incident", Kind.DATE),
                    field("airport", Kind.TEXT),
                    field("airline", Kind.TEXT),
                    field("type", Kind.TEXT),
                    field("site", Kind.TEXT),
                    field("category", Kind.TEXT),
                    field("amount", Kind.DECIMAL)));

    static final ProcessDefinition PROCESS = Things.process(
            List.of("claimNumber"),
            new CsvFormat(
                    Map.of(
                            "claimNumber", "Claim Number",
                            "received", "Date Received",
                            "incident", "Incident Date",
                            "airport", "Airport Code",
                            "airline", "Airline Name",
                            "type", "Claim Type",
                            "site", "Claim Site",
                            "category", "Item Category",
                            "amount", "Close Amount"),
                    List.of("d-MMM-yy"),
                    List.of("", "-")));

    /** The first claim of the sample file, as its payload. */
    static final String FIRST =
            "{\"claimNumber\":\"2013081805991\",\"received\":\"2014-01-13\",\"incident\":\"2012-12-21\","
                    + "\"airport\":\"HPN\",\"airline\":\"USAir\",\"type\":\"Personal Injury\",\"site\":\"Checked Baggage\","
                    + "\"category\":\"Audio/Video; Jewelry & Watches\",\"amount\":0.00,"
                    + "\"Airport Name\":\"Westchester County, White Plains\",\"Disposition\":\"Deny\"}";

    private Claims() {}

    private static Field field(String name, Kind kind) {
        return new Field(name, kind, false, null);
    }
}
