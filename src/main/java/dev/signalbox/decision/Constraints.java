package dev.signalbox.decision;

import dev.signalbox.item.Problem;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Path;
import jakarta.validation.TraversableResolver;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import jakarta.validation.metadata.CascadableDescriptor;
import java.lang.annotation.ElementType;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.jspecify.annotations.Nullable;

/** The Jakarta constraints of the declared types, judged at the moment an item was received. */
final class Constraints implements AutoCloseable {
    private static final String ELEMENT = ".<list element>";

    private final ReceiptClock clock;
    private final ValidatorFactory factory;
    private final Validator validator;
    private final List<String> fields;
    private final FactShape item;
    private final IdentityHashMap<FactShape, Optional<Glance>> glances = new IdentityHashMap<>();
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
                .traversableResolver(new Shallow())
                .buildValidatorFactory();
        validator = factory.getValidator();
        this.item = item;
        glance(item);
        glance = Objects.requireNonNull(glances.get(item));
    }

    /** Adds the faults of the fact, apart from those of fields that have a problem already. */
    void check(Object fact, Instant receivedAt, List<Problem> problems) {
        if (glance.isEmpty() || !glance.get().kept(fact, day(receivedAt))) {
            validate(fact, receivedAt, problems);
        }
    }

    private LocalDate day(Instant receivedAt) {
        return LocalDate.ofInstant(receivedAt, clock.getZone());
    }

    /** The same, whatever a glance tells. */
    void validate(Object fact, Instant receivedAt, List<Problem> problems) {
        var search = new Search(List.copyOf(problems), day(receivedAt));
        clock.standAt(receivedAt);
        try {
            search.look(fact, item, "");
        } finally {
            clock.release();
        }
        // There may be many: what they are sorted by is made once.
        search.found.sort(Comparator.comparingInt(Found::field)
                .thenComparing(Found::place)
                .thenComparing(one -> one.problem.message()));
        search.found.forEach(one -> problems.add(one.problem));
        if (search.cutShort) {
            problems.add(new Problem("", "has more such findings, not listed", null));
        }
    }

    private record Found(int field, String place, Problem problem) {}

    /** Goes through a fact and what is in it, one by one, until enough is found: a list of nothing but faults is not gone through. */
    private final class Search {
        private final List<Problem> known;
        private final LocalDate today;
        private final List<Found> found = new ArrayList<>();
        private boolean cutShort;

        Search(List<Problem> known, LocalDate today) {
            this.known = known;
            this.today = today;
        }

        void look(Object fact, FactShape shape, String prefix) {
            for (ConstraintViolation<Object> violation : validator.validate(fact)) {
                add(prefix + violation.getPropertyPath().toString().replace(ELEMENT, ""), violation);
            }
            for (Slot slot : shape.slots()) {
                FactShape inner = slot.nested();
                Object value = slot.get(fact);
                if (inner != null && value != null && isValid(shape, slot)) {
                    if (value instanceof List<?> list) {
                        elements(list, inner, prefix + slot.name());
                    } else {
                        look(value, inner, prefix + slot.name() + ".");
                    }
                }
            }
        }

        private void elements(List<?> list, FactShape shape, String path) {
            var glanced = Objects.requireNonNull(glances.get(shape));
            for (int i = 0; i < list.size() && !cutShort; i++) {
                Object element = list.get(i);
                if (element != null && (glanced.isEmpty() || !glanced.get().kept(element, today))) {
                    look(element, shape, path + "[" + i + "].");
                }
            }
        }

        private void add(String path, ConstraintViolation<Object> violation) {
            if (found.size() + known.size() >= Bounds.LISTED) {
                cutShort = true;
            } else if (known.stream().noneMatch(one -> covers(one.field(), path))) {
                found.add(new Found(
                        fields.indexOf(topField(path)),
                        sortable(path),
                        new Problem(path, violation.getMessage(), text(violation.getInvalidValue()))));
            }
        }
    }

    /** Whether the field says {@code @Valid}: then what is in it is looked at too. */
    private boolean isValid(FactShape shape, Slot slot) {
        var property = validator.getConstraintsForClass(shape.java()).getConstraintsForProperty(slot.name());
        return property != null
                && (property.isCascaded()
                        || property.getConstrainedContainerElementTypes().stream()
                                .anyMatch(CascadableDescriptor::isCascaded));
    }

    /** What is in a fact is gone through here, not by the validator, which would always go to the end. */
    private static final class Shallow implements TraversableResolver {
        @Override
        public boolean isReachable(Object fact, Path.Node property, Class<?> root, Path path, ElementType type) {
            return true;
        }

        @Override
        public boolean isCascadable(Object fact, Path.Node property, Class<?> root, Path path, ElementType type) {
            return false;
        }
    }

    private void glance(FactShape shape) {
        if (glances.putIfAbsent(shape, Glance.at(shape, validator)) == null) {
            for (Slot slot : shape.slots()) {
                FactShape inner = slot.nested();
                if (inner != null) {
                    glance(inner);
                }
            }
        }
    }

    private static @Nullable String text(@Nullable Object value) {
        String text = Plain.text(value);
        return text == null ? null : Bounds.text(text);
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
