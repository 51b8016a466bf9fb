package dev.signalbox.decision;

import jakarta.validation.UnexpectedTypeException;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.jspecify.annotations.Nullable;

/** Constraints that cannot be judged, such as @NotBlank of a number: found by judging one value, before any item comes. */
final class ConstraintFaults {
    private static final Pattern NO_VALIDATOR = Pattern.compile("constraint '(?:[\\w.]*\\.)?(\\w+)'");

    /** @param message names the field with its type, as in {@code Claim.amount} */
    record Found(String type, String message, @Nullable String help) {}

    private ConstraintFaults() {}

    static List<Found> of(List<FactShape> shapes) {
        var found = new ArrayList<Found>();
        try (ValidatorFactory factory = Validation.byDefaultProvider()
                .configure()
                .messageInterpolator(new ParameterMessageInterpolator())
                .buildValidatorFactory()) {
            for (FactShape shape : shapes) {
                shape.slots().forEach(slot -> judge(factory, shape, slot, found));
            }
        }
        return found;
    }

    private static void judge(ValidatorFactory factory, FactShape shape, Slot slot, List<Found> found) {
        String field = shape.type().name() + "." + slot.name();
        try {
            factory.getValidator().validateValue(shape.java(), slot.name(), sample(slot));
        } catch (RuntimeException e) {
            found.add(new Found(shape.type().name(), words(field, slot, e), help(e)));
        }
    }

    private static @Nullable Object sample(Slot slot) {
        if (slot.list()) {
            return List.of();
        }
        return switch (slot.kind()) {
            case TEXT -> "a";
            case INTEGER -> slot.fit(1L);
            case DECIMAL -> slot.fit(BigDecimal.ONE);
            case BOOLEAN -> true;
            case DATE -> LocalDate.EPOCH;
            case DATE_TIME -> LocalDateTime.of(1970, 1, 1, 0, 0);
            case INSTANT -> Instant.EPOCH;
            case OBJECT -> null;
        };
    }

    private static String words(String field, Slot slot, RuntimeException failure) {
        Throwable cause = cause(failure);
        if (cause instanceof UnexpectedTypeException) {
            Matcher constraint = NO_VALIDATOR.matcher(String.valueOf(cause.getMessage()));
            return "the constraint @" + (constraint.find() ? constraint.group(1) : "?") + " of " + field
                    + " does not go with " + (slot.list() ? "a list" : slot.kind().words);
        }
        String said = String.valueOf(cause.getMessage())
                .lines()
                .findFirst()
                .orElse("")
                .replaceFirst("^HV\\d+: ", "");
        return "the constraints of " + field + " cannot be judged: " + said;
    }

    private static @Nullable String help(RuntimeException failure) {
        Throwable cause = cause(failure);
        if (cause instanceof PatternSyntaxException) {
            return "a sign such as ( that is meant as such is written [(]";
        }
        return cause instanceof UnexpectedTypeException
                ? "@NotNull says that it may not be missing, @Min and @Max bound numbers, @Size texts and lists"
                : null;
    }

    private static Throwable cause(Throwable failure) {
        Throwable cause = failure;
        while (!(cause instanceof UnexpectedTypeException) && cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return cause;
    }
}
