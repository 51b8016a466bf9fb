package dev.signalbox.web.pages;

import dev.signalbox.item.Route;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A decision as a person reads it: the route, why, and what each rule saw.
 *
 * @param suggestion the outcome that the rules suggest, or with FULL chose
 * @param decided when it was decided
 */
public record Why(
        Route route,
        String routeWords,
        @Nullable String suggestion,
        List<String> reasons,
        List<String> questions,
        List<Rule> rules,
        List<Fault> problems,
        List<String> warnings,
        String version,
        String fullVersion,
        Moment decided) {

    /**
     * A problem in the data.
     *
     * @param field its label, or empty
     * @param id of the field on the page
     */
    public record Fault(String field, String id, String message) {}

    /** One rule that matched. */
    public record Rule(String name, String verb, String reason, List<Saw> saw) {}

    /** A value that a rule's conditions read. */
    public record Saw(String field, String value) {}
}
