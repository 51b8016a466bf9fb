package dev.signalbox.decision.guard;

import java.util.regex.Pattern;

/** The classes that Drools makes of a pack, by their names. */
enum ClassKind {
    /** One condition, binding or consequence: {@code trial/P3F/LambdaPredicate3F…}. */
    LAMBDA("%s/P[0-9A-F]{2}/Lambda[A-Za-z]+[0-9A-F]{32}"),
    /** The functions, and lists of everything: {@code trial/Rules3F…}. */
    RULES("%s/Rules[0-9A-F]{32}"),
    /** A method a rule that puts it together: {@code trial/Rules3F…RuleMethods0}. */
    METHODS("%s/Rules[0-9A-F]{32}RuleMethods[0-9]+"),
    /** Part of the list, from a thousand rules on: {@code trial/Rules3F…Rules0}. */
    LISTS("%s/Rules[0-9A-F]{32}Rules[0-9]+"),
    METADATA("%s/DomainClassesMetadata[0-9A-F]{32}(\\$\\w+_Metadata)?"),
    PROJECT("org/drools/project/model/ProjectModel_\\w+"),
    /** A declared type. */
    TYPE("%s/[A-Za-z][A-Za-z0-9_]*"),
    /** What a rule has no business to make, such as a class within a function. */
    OTHER(".*");

    private final String pattern;

    ClassKind(String pattern) {
        this.pattern = pattern;
    }

    static ClassKind of(String internalName, String packageName) {
        for (ClassKind kind : values()) {
            if (Pattern.matches(kind.pattern.formatted(Pattern.quote(packageName)), internalName)) {
                return kind;
            }
        }
        return OTHER;
    }
}
