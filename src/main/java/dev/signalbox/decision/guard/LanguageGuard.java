package dev.signalbox.decision.guard;

import dev.signalbox.decision.check.DrlFile;
import dev.signalbox.process.Suggestion;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.drools.drl.ast.descr.AnnotationDescr;
import org.drools.drl.ast.descr.AttributeDescr;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.FunctionDescr;
import org.drools.drl.ast.descr.ImportDescr;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.drools.drl.ast.descr.TypeDeclarationDescr;
import org.drools.drl.ast.descr.TypeFieldDescr;
import org.jspecify.annotations.Nullable;

/** Judges what of DRL a file uses: types, functions and rules, by a list of what is allowed. */
final class LanguageGuard {
    private static final Pattern IMPORT = Pattern.compile("java\\.(math|time|util)\\.(\\*|[A-Z]\\w*)"
            + "|java\\.time\\.(temporal|format|chrono)\\.(\\*|[A-Z]\\w*)"
            + "|java\\.util\\.(stream|function|regex)\\.(\\*|[A-Z]\\w*)"
            + "|jakarta\\.validation\\.(Valid|constraints\\.(\\*|[A-Z]\\w*))");
    private static final Pattern LITERAL =
            Pattern.compile("-?\\d[\\d_]*(\\.\\d+)?[LlBbDdFf]?|\"[^\"\\\\]*\"|true|false|null|[A-Z]\\w*\\.[A-Z_]+");
    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,9}");
    private static final Pattern SIMPLE_TYPE = Pattern.compile("[A-Za-z]\\w*(<[A-Za-z]\\w*>)?");
    private static final Set<String> CONSTRAINTS = Set.of(
            "AssertFalse",
            "AssertTrue",
            "DecimalMax",
            "DecimalMin",
            "Digits",
            "Email",
            "Future",
            "FutureOrPresent",
            "Max",
            "Min",
            "Negative",
            "NegativeOrZero",
            "NotBlank",
            "NotEmpty",
            "NotNull",
            "Null",
            "Past",
            "PastOrPresent",
            "Pattern",
            "Positive",
            "PositiveOrZero",
            "Size",
            "Valid");
    /** What Drools calls an exception that a function throws. */
    private static final Set<String> TAKEN = Set.of("e");

    private static final Map<String, String> ATTRIBUTES = Map.of(
            "agenda-group",
                    "a group waits until it is called, so its rules would be silent; conditions say when a rule speaks",
            "ruleflow-group",
                    "a group waits until it is called, so its rules would be silent; conditions say when a rule speaks",
            "activation-group", "the first rule would silence the others, but every rule has its vote",
            "auto-focus", "there are no groups of rules",
            "date-effective", "it reads the clock, so a decision could not be made again; compare the item's own dates",
            "date-expires", "it reads the clock, so a decision could not be made again; compare the item's own dates",
            "timer", "it reads the clock and starts threads; a rule speaks once, about the item as it came",
            "duration", "it reads the clock and starts threads; a rule speaks once, about the item as it came",
            "calendars", "it reads the clock; compare the item's own dates",
            "lock-on-active", "there are no groups of rules");

    private final DrlFile file;
    private final Refusals refusals;
    private final Set<String> types;
    private @Nullable String rule;

    /** @param types declared in the pack's files */
    LanguageGuard(DrlFile file, Set<String> types, Refusals refusals) {
        this.file = file;
        this.types = types;
        this.refusals = refusals;
    }

    void check() {
        PackageDescr written = file.parsed();
        String packageName = written.getName();
        if (!packageName.isEmpty() && !SafeName.isPackage(packageName)) {
            refuse(
                    written,
                    "Expected a package of one word, as the process is named, but it is " + packageName,
                    packageName);
        }
        if (written.getUnit() != null) {
            refuse(
                    written.getUnit(),
                    "Expected no `unit`: rule units are not part of the safe subset; delete the line",
                    "unit");
        }
        written.getImports().forEach(this::checkImport);
        written.getFunctionImports()
                .forEach(i -> refuse(
                        i,
                        "Expected no `import static` or `import function`, but " + i.getTarget()
                                + " is imported; write a function of your own, or the class before the name",
                        i.getTarget()));
        written.getAccumulateImports()
                .forEach(i -> refuse(
                        i,
                        "Expected no `import accumulate`, but " + i.getFunctionName()
                                + " is one; use sum, average, min, max, count, collectList",
                        "accumulate"));
        written.getGlobals()
                .forEach(g -> refuse(
                        g,
                        "Expected no `global` besides route, which is there already, but " + g.getIdentifier()
                                + " is one; what rules look up belongs into a reference table",
                        g.getIdentifier()));
        written.getEntryPointDeclarations()
                .forEach(e -> refuse(
                        e,
                        "Expected no entry points, but one is declared; rules see the item and its reference rows",
                        "entry"));
        written.getWindowDeclarations()
                .forEach(w ->
                        refuse(w, "Expected no windows, but one is declared; rules see one item at a time", "window"));
        written.getEnumDeclarations()
                .forEach(e -> refuse(
                        e,
                        "Expected no `declare enum`, but " + e.getTypeName()
                                + " is one; use a String, and compare it with the words",
                        e.getTypeName()));
        written.getAttributes().forEach(this::checkAttribute);
        written.getTypeDeclarations().forEach(this::checkType);
        written.getFunctions().forEach(this::checkFunction);
        written.getRules().forEach(this::checkRule);
    }

    private void checkImport(ImportDescr imported) {
        String name = imported.getTarget();
        Set<String> known = SafeJava.WRITTEN.names().stream()
                .filter(other -> IMPORT.matcher(other).matches())
                .collect(Collectors.toSet());
        String simple = name.substring(name.lastIndexOf('.') + 1);
        boolean isThere = name.matches("java\\.lang\\.\\w+") || types.contains(simple);
        if (!IMPORT.matcher(name).matches()) {
            refuse(
                    imported,
                    "Expected an import of java.math, java.time, java.util or the constraints, but it is " + name
                            + (isThere
                                    ? "; take the line out: " + simple + " is there without it"
                                    : helpOr(name, known, "rules compute with the item's own values")),
                    name);
        } else if (!name.endsWith("*") && !SafeJava.exists(name)) {
            refuse(
                    imported,
                    "there is nothing to import named " + name + helpOr(name, known, "take the line out"),
                    name);
        }
    }

    private void checkType(TypeDeclarationDescr type) {
        String name = type.getTypeName();
        if (type.isTrait()) {
            refuse(type, "Expected no `declare trait`, but " + name + " is one; declare a type", "trait");
        }
        boolean isElsewhere = !List.of("", file.parsed().getName()).contains(type.getNamespace());
        if (!SafeName.isIdentifier(name) || isElsewhere) {
            refuse(
                    type,
                    "Expected a type's name of letters, digits and underscores, but was " + type.getFullTypeName(),
                    type.getFullTypeName());
        }
        for (var parent : type.getSuperTypes()) {
            if (!types.contains(parent.getFullName())) {
                refuse(
                        type,
                        "Expected " + name + " to extend a type declared in the pack, but " + parent.getFullName()
                                + " is none" + helpOr(parent.getFullName(), types, "declare it"),
                        parent.getFullName());
            }
        }
        if (!type.getAnnotationNames().isEmpty()) {
            refuse(
                    type,
                    "Expected no annotations of a type, but " + name + " has @"
                            + String.join(", @", type.getAnnotationNames()),
                    "@");
        }
        type.getFields().values().forEach(field -> checkField(name, field));
    }

    private void checkField(String type, TypeFieldDescr field) {
        String name = type + "." + field.getFieldName();
        String of = field.getPattern().getObjectType();
        if (!SafeName.isIdentifier(field.getFieldName())) {
            refuse(field, "Expected a field's name of letters, digits and underscores, but was " + name);
        }
        if (!SIMPLE_TYPE.matcher(of).matches()) {
            refuse(
                    field,
                    "Expected " + name + " to be of a simple or declared type, or a List of one, but it is a " + of,
                    of);
        }
        String initial = field.getInitExpr();
        if (initial != null && !LITERAL.matcher(initial.strip()).matches()) {
            refuse(
                    field,
                    "Expected " + name + " to start as a number, a text, true or false, but it is computed: "
                            + initial.strip(),
                    initial.strip(),
                    "=");
        }
        for (AnnotationDescr annotation : field.getAnnotations()) {
            String simple = annotation.getName();
            if (!CONSTRAINTS.contains(simple)) {
                refuse(
                        field,
                        name + " has a constraint @" + simple + " that there is not"
                                + helpOr(simple, CONSTRAINTS, "rules/README.md lists them"),
                        "@" + simple);
            }
            if (annotation.getValueMap().keySet().stream().anyMatch(Set.of("groups", "payload")::contains)) {
                refuse(
                        field,
                        "Expected constraints without groups and payload, but @" + simple + " of " + name + " has one",
                        "groups",
                        "payload");
            }
        }
    }

    /** What is said after a semicolon: the word that was probably meant, or else what helps in any case. */
    private static String helpOr(String typed, Collection<String> words, String otherwise) {
        return "; " + Objects.requireNonNullElse(Suggestion.question(typed, words), otherwise);
    }

    private void checkFunction(FunctionDescr function) {
        if (!SafeName.isIdentifier(function.getName())) {
            refuse(
                    function,
                    "Expected a function's name of letters, digits and underscores, but was " + function.getName(),
                    function.getName());
        }
        for (String parameter : function.getParameterNames()) {
            if (TAKEN.contains(parameter)) {
                refuse(
                        function,
                        "Expected another name for the value " + parameter + " of function " + function.getName()
                                + ", since the code around it has one of this name; rename it, as in value",
                        parameter);
            }
        }
        if (function.getDialect() != null && !function.getDialect().equals("java")) {
            refuse(
                    function,
                    "Expected functions in Java, but " + function.getName() + " is in " + function.getDialect(),
                    "dialect");
        }
    }

    private void checkRule(RuleDescr written) {
        rule = written.getName();
        if (!SafeName.isSentence(written.getName())) {
            int start = file.offset(written.getLine(), Math.max(0, written.getColumn()));
            int name = file.find(List.of("rule", "query"), start, written.getEndCharacter());
            String expected = "Expected a name of " + SafeName.SENTENCE_WORDS + ", but was " + Refusals.shown(rule);
            refusals.add(file, name < 0 ? start : name + "rule '".length(), rule, expected);
        }
        if (written.isQuery()) {
            refuse(written, "Expected no queries, but this is one; write the conditions into the rule, or a function");
        } else {
            if (written.getParentName() != null) {
                refuse(
                        written,
                        "Expected a rule that stands alone, but it extends \"" + written.getParentName()
                                + "\"; repeat the conditions, so that a reviewer can read them",
                        "extends");
            }
            if (!written.getNamedConsequences().isEmpty()) {
                refuse(written, "Expected one `then`, but there are more; write two rules");
            }
            if (!written.getAnnotationNames().isEmpty()) {
                refuse(
                        written,
                        "Expected no annotations, but there is @" + String.join(", @", written.getAnnotationNames()),
                        "@");
            }
            written.getAttributes().values().forEach(this::checkAttribute);
            new ConditionGuard(file, written, refusals).check();
            new ConsequenceGuard(file, written, refusals).check();
        }
        rule = null;
    }

    private void checkAttribute(AttributeDescr attribute) {
        String value = attribute.getValue() == null ? "" : attribute.getValue().strip();
        String fault = switch (attribute.getName()) {
            case "salience" ->
                WHOLE.matcher(value).matches()
                        ? ""
                        : "it is computed; a whole number is allowed, though the order of rules changes nothing";
            case "enabled", "no-loop" ->
                List.of("true", "false", "").contains(value) ? "" : "it is computed; write true or false";
            case "dialect" -> value.equals("java") ? "" : "the part after `then` is Java; delete the attribute";
            default -> ATTRIBUTES.getOrDefault(attribute.getName(), "it is not part of the safe subset");
        };
        if (!fault.isEmpty()) {
            refuse(attribute, "Expected no `" + attribute.getName() + " " + value + "`: " + fault, attribute.getName());
        }
    }

    /** @param words what it is about, the first that stands there; otherwise it is told of where the whole begins */
    private void refuse(BaseDescr at, String message, String... words) {
        int start = file.offset(at.getLine(), Math.max(0, at.getColumn()));
        int line = file.offset(at.getLine(), 0);
        int found = file.find(List.of(words), line, Math.max(at.getEndCharacter(), file.offset(at.getLine() + 1, 0)));
        refusals.add(file, found < 0 ? start : found, rule, message);
    }
}
