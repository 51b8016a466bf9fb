package dev.signalbox.process;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.util.Comparator;
import java.util.Map;
import org.hibernate.validator.HibernateValidator;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;

/** The constraints that the records carry, told as faults of the lines they were read from. */
final class ConstraintCheck {
    private static final String MAP_KEY = "<map key>";
    /** What is written where nothing may be left out. */
    private static final Map<String, String> HELP = Map.of(
            "routes.full", "write [carry-out]",
            "routes.partial", "write [review: QUEUE, carry-out]",
            "routes.manual", "write [review: QUEUE, carry-out]",
            "outcomes", "write such as { DONE: [] }");

    // The interpolator without expression language: names from a pack end up in messages.
    private static final Validator VALIDATOR = Validation.byProvider(HibernateValidator.class)
            .configure()
            .messageInterpolator(new ParameterMessageInterpolator())
            .buildValidatorFactory()
            .getValidator();

    private ConstraintCheck() {}

    static void check(ProcessDefinition definition, YamlSource source) {
        VALIDATOR.validate(definition).stream()
                .sorted(Comparator.comparing(v -> v.getPropertyPath() + v.getMessage()))
                .forEach(violation -> report(violation, source));
    }

    private static void report(ConstraintViolation<?> violation, YamlSource source) {
        YamlPath at = YamlPath.ROOT;
        String last = "";
        for (Path.Node node : violation.getPropertyPath()) {
            if (node.getKey() != null) {
                at = at.key(node.getKey().toString());
            }
            if (node.getIndex() != null) {
                at = at.index(node.getIndex());
            }
            if (node.getKind() == ElementKind.PROPERTY) {
                at = at.key(RecordReader.key(node.getName()));
            }
            last = String.valueOf(node.getName());
        }
        if (last.equals(MAP_KEY)) {
            String message = "Expected a name in '" + at.parent() + "' to be " + violation.getMessage()
                    + ", but it was '" + violation.getInvalidValue() + "'";
            source.fault(at, message);
        } else {
            source.expected(at, violation.getMessage(), HELP.get(at.toString()));
        }
    }
}
