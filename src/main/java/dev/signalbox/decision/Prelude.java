package dev.signalbox.decision;

import dev.signalbox.decision.exact.ExactNumbers;

/**
 * What every pack's rules may use without saying so. It is a file of its own in the pack's package, where imports and
 * globals hold for all files, so that the analysts' line numbers stay theirs.
 */
final class Prelude {
    static final String PATH = "signalbox-prelude.drl";
    static final String GLOBAL = "route";

    private Prelude() {}

    static String of(String packageName) {
        return """
                package %s
                import java.math.BigDecimal
                import java.time.*
                import java.util.*
                import jakarta.validation.Valid
                import jakarta.validation.constraints.*
                import %s
                global %s %s
                """.formatted(packageName, ExactNumbers.class.getName(), RuleVerbs.class.getName(), GLOBAL);
    }
}
