package dev.signalbox.decision;

import jakarta.validation.Validator;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Past;
import jakarta.validation.constraints.PastOrPresent;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import jakarta.validation.groups.Default;
import jakarta.validation.metadata.CascadableDescriptor;
import jakarta.validation.metadata.ConstraintDescriptor;
import jakarta.validation.metadata.PropertyDescriptor;
import java.lang.annotation.Annotation;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Whether a fact is seen at a glance to keep its constraints, as most do. Only a yes means anything: where it says no, or knows
 * a type's constraints too little to be made, the validator is asked, which also finds the words.
 */
final class Glance {
    private final List<Look> looks;

    /**
     * What is asked of one field.
     *
     * @param wanted whether it has to be there
     * @param keeps what a value has to be, given the day of receipt
     */
    private record Look(Slot slot, boolean wanted, List<BiPredicate<Object, LocalDate>> keeps) {}

    private Glance(List<Look> looks) {
        this.looks = looks;
    }

    /** Empty when the type has constraints that are more than a glance can tell. */
    static Optional<Glance> at(FactShape shape, Validator validator) {
        var bean = validator.getConstraintsForClass(shape.java());
        boolean plain = bean.getConstraintDescriptors().isEmpty()
                && Arrays.stream(shape.java().getAnnotations()).noneMatch(Glance::isOfValidation)
                && bean.getConstrainedProperties().stream().allMatch(p -> shape.slot(p.getPropertyName()) != null);
        var looks = new ArrayList<Look>();
        for (int i = 0; plain && i < shape.slots().size(); i++) {
            Slot slot = shape.slots().get(i);
            PropertyDescriptor property = bean.getConstraintsForProperty(slot.name());
            if (property != null) {
                Optional<Look> look = look(property, slot, validator);
                look.ifPresent(looks::add);
                plain = look.isPresent();
            }
        }
        return plain ? Optional.of(new Glance(List.copyOf(looks))) : Optional.empty();
    }

    /** Such as a sequence of groups. */
    private static boolean isOfValidation(Annotation annotation) {
        String name = annotation.annotationType().getName();
        return name.startsWith("jakarta.validation.") || name.startsWith("org.hibernate.validator.");
    }

    private static Optional<Look> look(PropertyDescriptor property, Slot slot, Validator validator) {
        boolean wanted = false;
        var keeps = new ArrayList<@Nullable BiPredicate<Object, LocalDate>>();
        for (ConstraintDescriptor<?> constraint : property.getConstraintDescriptors()) {
            boolean plain = constraint.getComposingConstraints().isEmpty()
                    && constraint.getGroups().equals(Set.of(Default.class));
            wanted |= isDemand(constraint.getAnnotation());
            keeps.add(plain ? keeps(constraint.getAnnotation(), slot) : null);
        }
        // Of a list that is @Valid as a whole, it is the elements that say so.
        var elements = property.getConstrainedContainerElementTypes();
        if (property.isCascaded() || elements.stream().anyMatch(CascadableDescriptor::isCascaded)) {
            keeps.add(nested(slot, validator));
        }
        boolean known = !keeps.contains(null)
                && property.getGroupConversions().isEmpty()
                && elements.stream()
                        .allMatch(element -> element.getConstraintDescriptors().isEmpty()
                                && element.getGroupConversions().isEmpty()
                                && element.getConstrainedContainerElementTypes().isEmpty());
        return known ? Optional.of(new Look(slot, wanted, List.copyOf(keeps))) : Optional.empty();
    }

    private static @Nullable BiPredicate<Object, LocalDate> nested(Slot slot, Validator validator) {
        Glance inner =
                slot.nested() == null ? null : at(slot.nested(), validator).orElse(null);
        if (inner == null) {
            return null;
        }
        return slot.list()
                ? (value, day) -> ((List<?>) value).stream().allMatch(e -> e == null || inner.kept(e, day))
                : inner::kept;
    }

    private static boolean isDemand(Annotation constraint) {
        return constraint instanceof NotNull || constraint instanceof NotBlank || constraint instanceof NotEmpty;
    }

    /** What a value that is there has to be; null when that is not known here. */
    private static @Nullable BiPredicate<Object, LocalDate> keeps(Annotation constraint, Slot slot) {
        if ((constraint instanceof Past || constraint instanceof PastOrPresent)
                && slot.java() == LocalDate.class
                && !slot.list()) {
            return (value, day) -> ((LocalDate) value).isBefore(day);
        }
        Predicate<Object> whenever = whenever(constraint, slot);
        return whenever == null ? null : (value, day) -> whenever.test(value);
    }

    private static @Nullable Predicate<Object> whenever(Annotation constraint, Slot slot) {
        if (constraint instanceof NotNull) {
            return value -> true;
        }
        if (slot.list()) {
            return constraint instanceof NotEmpty ? value -> !((List<?>) value).isEmpty() : null;
        }
        if (slot.java() == String.class) {
            return ofText(constraint);
        }
        return slot.java() == BigDecimal.class ? ofDecimal(constraint) : ofWhole(constraint, slot.java());
    }

    private static @Nullable Predicate<Object> ofText(Annotation constraint) {
        if (constraint instanceof NotBlank) {
            return value -> !((String) value).isBlank();
        }
        if (constraint instanceof NotEmpty) {
            return value -> !((String) value).isEmpty();
        }
        if (constraint instanceof Size size) {
            int min = size.min();
            int max = size.max();
            return value -> ((String) value).length() >= min && ((String) value).length() <= max;
        }
        if (constraint instanceof Pattern pattern && pattern.flags().length == 0) {
            var compiled = java.util.regex.Pattern.compile(pattern.regexp());
            return value -> compiled.matcher((String) value).matches();
        }
        return null;
    }

    private static @Nullable Predicate<Object> ofDecimal(Annotation constraint) {
        if (constraint instanceof Positive) {
            return value -> ((BigDecimal) value).signum() > 0;
        }
        if (constraint instanceof PositiveOrZero) {
            return value -> ((BigDecimal) value).signum() >= 0;
        }
        if (constraint instanceof Digits digits) {
            int whole = digits.integer();
            int fraction = digits.fraction();
            return value -> ((BigDecimal) value).scale() <= fraction
                    && ((BigDecimal) value).precision() - ((BigDecimal) value).scale() <= whole;
        }
        return null;
    }

    private static @Nullable Predicate<Object> ofWhole(Annotation constraint, Class<?> java) {
        if (java != Integer.class && java != Long.class) {
            return null;
        }
        if (constraint instanceof Min min) {
            long least = min.value();
            return value -> ((Number) value).longValue() >= least;
        }
        if (constraint instanceof Max max) {
            long most = max.value();
            return value -> ((Number) value).longValue() <= most;
        }
        return null;
    }

    /** @param day of receipt */
    boolean kept(Object fact, LocalDate day) {
        for (int i = 0; i < looks.size(); i++) {
            Look look = looks.get(i);
            Object value = look.slot().get(fact);
            if (value == null ? look.wanted() : !kept(value, day, look.keeps())) {
                return false;
            }
        }
        return true;
    }

    private static boolean kept(Object value, LocalDate day, List<BiPredicate<Object, LocalDate>> keeps) {
        for (int i = 0; i < keeps.size(); i++) {
            if (!keeps.get(i).test(value, day)) {
                return false;
            }
        }
        return true;
    }
}
