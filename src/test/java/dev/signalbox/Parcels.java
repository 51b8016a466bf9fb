package dev.signalbox;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** A pack for lifecycles: urgent and heavy parcels, a second pair of eyes for precious ones, two steps to carry out. */
public final class Parcels {
    public static final String NAME = "parcels";

    private Parcels() {}

    public static Path write(Path rules, URI steps) throws IOException {
        var pack = Files.createDirectories(rules.resolve(NAME));
        Files.writeString(pack.resolve("process.yaml"), """
                process: parcels
                title: Parcels
                owner: { name: Parcel office, contact: parcels@example.org }
                item: Parcel
                key: [number]
                queues:
                  desk:
                    { title: Desk, due: { default: 8h, by: { field: value, "0": 30m } }, escalate: chief, lease: 10m }
                  chief: { title: Chief, due: { default: 4h, by: { field: value, "5000": 1h } } }
                  mend:  { title: Data desk, due: 2h }
                routes:
                  full:    [carry-out]
                  partial: [review: desk, carry-out]
                  manual:  [review: desk, review: chief, carry-out]
                quarantine: mend
                fallback: chief
                outcomes:
                  SEND: [label, ship]
                  RETURN: [label]
                  FORGET: []
                steps:
                  label: { http: "%1$s/label", attempts: 3, on-failure: chief }
                  ship:  { http: "%1$s/ship", attempts: 2, on-failure: desk }
                """.formatted(steps));
        Files.writeString(pack.resolve("item.drl"), """
                package parcels

                declare Parcel
                    number : String @NotBlank
                    kilos : BigDecimal @NotNull @Positive
                    value : BigDecimal
                    urgent : Boolean
                end
                """);
        Files.writeString(pack.resolve("routing.drl"), """
                package parcels

                rule "A light parcel is sent"
                when
                    Parcel( kilos != null, kilos <= 2 )
                then
                    route.full("SEND", "at most two kilos");
                end

                rule "An empty parcel is forgotten"
                when
                    Parcel( kilos != null, kilos <= 0.01 )
                then
                    route.partial("nothing in it").suggest("FORGET").ask("Is it empty?");
                    route.set("value", BigDecimal.ZERO);
                end

                rule "A heavy parcel is looked at"
                when
                    Parcel( kilos != null, kilos > 2, kilos < 100 )
                then
                    route.partial("more than two kilos").suggest("SEND");
                end

                rule "An urgent parcel comes first"
                when
                    Parcel( urgent == true )
                then
                    route.priority(75);
                end

                rule "A precious parcel needs two people"
                when
                    Parcel( value != null, value >= 1000 )
                then
                    route.manual("worth a thousand or more");
                end
                """);
        return rules;
    }

    public static String json(String number, String kilos) {
        return "{\"number\": \"%s\", \"kilos\": %s}".formatted(number, kilos);
    }
}
