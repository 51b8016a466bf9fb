package dev.signalbox.decision;

import dev.signalbox.item.Problem;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;

/** The Jakarta constraints of the declared types, judged at the moment an item was received. */
final class Constraints implements AutoCloseable {
    private static final String ELEMENT = ".<list element>";

    private final ReceiptClock clock;
    private final ValidatorFactory factory;
    private final Validator validator;
    private final List<String> fields;
    private final Optional<Glance> glance;

    /** @param zone where the day of receipt is today */
    Constraints(FactShape item, ZoneId zone) {
        clock = new ReceiptClock(zone);
        fields = List.copyOf(item.type().fields().keySet());
        // Without an expression language, since a message may hold what a user wrote. In English, wherever it runs.
        factory = Validation.byDefaultProvider()
                .configure()
                .messageInterpolator(new ParameterMessageInterpolator(Set.of(Locale.ENGLISH), Locale.ENGLISH, false))
                .clockProvider(() -> clock)
                .buildValidatorFactory();
        validator = factory.getValidator();
        glance = Glance.at(item, validator);
    }

    /** Adds the faults of the fact, apart from those of fields that have a problem already. */
    void check(Object fact, Instant receivedAt, List<Problem> problems) {
        if (glance.isEmpty() || !glance.get().kept(fact, LocalDate.ofInstant(receivedAt, clock.getZone()))) {
            validate(fact, receivedAt, problems);
        }
    }

    /** The same, whatever a glance tells. */
    void validate(Object fact, Instant receivedAt, List<Problem> problems) {
        Set<ConstraintViolation<Object>> violations;
        clock.standAt(receivedAt);
        try {
            violations = validator.validate(fact);
        } finally {
            clock.release();
        }
        if (violations.isEmpty()) {
            return;
        }
        var found = new ArrayList<Problem>();
        for (ConstraintViolation<Object> violation : violations) {
            String path = violation.getPropertyPath().toString().replace(ELEMENT, "");
            if (problems.stream().noneMatch(known -> covers(known.field(), path))) {
                found.add(new Problem(path, violation.getMessage(), Plain.text(violation.getInvalidValue())));
            }
        }
        found.sort(Comparator.<Problem>comparingInt(p -> fields.indexOf(topField(p.field())))
                .thenComparing(p -> sortable(p.field()))
                .thenComparing(Problem::message));
        problems.addAll(found);
    }

    Optional<Glance> glance() {
        return glance;
    }

    private static boolean covers(String known, String path) {
        return path.startsWith(known)
                && !known.isEmpty()
                && (path.length() == known.length() || ".[".indexOf(path.charAt(known.length())) >= 0);
    }

    private static String topField(String path) {
        return path.split("[.\\[]", 2)[0];
    }

    /** Index 10 after index 2. */
    private static String sortable(String path) {
        return path.replaceAll("\\[(\\d+)]", "[000000000$1]").replaceAll("\\[\\d*(\\d{10})]", "[$1]");
    }

    @Override
    public void close() {
        factory.close();
    }
}
