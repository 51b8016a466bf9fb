package dev.signalbox.decision.check;

import com.github.javaparser.ast.expr.BooleanLiteralExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LiteralExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import dev.signalbox.process.PackFault;
import dev.signalbox.process.Suggestion;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;
import org.drools.drl.ast.descr.AnnotationDescr;
import org.drools.drl.ast.descr.TypeDeclarationDescr;
import org.drools.drl.ast.descr.TypeFieldDescr;

/** Reads the declared types: each once, its fields once and of a type that there is. */
final class DeclarationCheck {
    private static final List<String> TYPES = List.of(
            "String", "Integer", "Long", "BigDecimal", "Boolean", "LocalDate", "LocalDateTime", "Instant", "List");
    private static final Pattern PATTERN =
            Pattern.compile("@Pattern\\s*\\([^\")]*?regexp\\s*=\\s*(\"(?:\\\\.|[^\"\\\\\\n])*\")");
    private static final int MOST_FIELDS = 500;
    private static final Pattern FIELD = Pattern.compile("(?m)^[ \\t]*([A-Za-z_$][\\w$]*)[ \\t]*:");

    private final DeclaredNames names;
    private final Consumer<PackFault> faults;
    private final Map<String, String> declaredIn = new HashMap<>();

    DeclarationCheck(DeclaredNames names, Consumer<PackFault> faults) {
        this.names = names;
        this.faults = faults;
    }

    void check(DrlFile file) {
        for (TypeDeclarationDescr type : file.parsed().getTypeDeclarations()) {
            int start = file.offset(type.getLine(), Math.max(0, type.getColumn()));
            String first = declaredIn.putIfAbsent(
                    type.getTypeName(), file.path() + ":" + file.spot(start).line());
            if (first != null) {
                faults.accept(file.fault(
                        start,
                        null,
                        "Expected each type once, but " + type.getTypeName() + " is also declared in " + first));
            }
            repeated(file, type, start);
            if (type.getFields().size() > MOST_FIELDS) {
                faults.accept(file.fault(
                                start,
                                null,
                                "Expected at most " + MOST_FIELDS + " fields in a type, but " + type.getTypeName()
                                        + " has " + type.getFields().size())
                        .suggesting("make a type of those that belong together"));
                continue;
            }
            if (names.extendsItself(type.getTypeName())) {
                faults.accept(file.fault(
                                start,
                                null,
                                "Expected types that extend one another to end, but " + type.getTypeName()
                                        + " extends itself")
                        .suggesting("take an extends out"));
            }
            type.getFields().values().forEach(field -> field(file, type, field, start));
        }
    }

    private void repeated(DrlFile file, TypeDeclarationDescr type, int start) {
        int end = type.getEndCharacter() > start
                ? Math.min(type.getEndCharacter(), file.text().length())
                : start;
        Matcher field = FIELD.matcher(file.text()).region(start, end);
        var seen = new HashSet<String>();
        while (field.find()) {
            if (!seen.add(field.group(1))) {
                faults.accept(file.fault(
                        field.start(1),
                        null,
                        "Expected each field once, but " + type.getTypeName() + "." + field.group(1)
                                + " is declared again"));
            }
        }
    }

    private void field(DrlFile file, TypeDeclarationDescr type, TypeFieldDescr field, int start) {
        String what = type.getTypeName() + "." + field.getFieldName();
        int at = find(file, "\\b" + Pattern.quote(field.getFieldName()) + "\\s*:", start);
        pattern(file, field, at);
        String name = field.getFieldName();
        String capital = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        if (SourceVersion.isKeyword(name) || capital.equals("Class")) {
            faults.accept(file.fault(at, null, "a field cannot be called '" + name + "', because Java keeps the word")
                    .suggesting("give it another name, such as " + name + "Code"));
        }
        String parent = names.parentWith(type.getTypeName(), name);
        if (parent != null) {
            faults.accept(file.fault(
                    at, null, "Expected each field once, but " + what + " is declared in " + parent + " already"));
        }
        start(file, type, field, at);
        field.getAnnotations().forEach(annotation -> constraint(file, annotation, what, at));
        String written = DeclaredNames.typeOf(field);
        for (String of : written.split("[<>,\\s]+", -1)) {
            if (!of.isEmpty() && names.kind(of) == null) {
                int place = find(file, "\\b" + Pattern.quote(of) + "\\b", at);
                var known = new ArrayList<>(TYPES);
                known.addAll(names.types());
                faults.accept(file.fault(place, null, what + " is of a type '" + of + "' that there is not")
                        .suggesting(Suggestion.question(of, known)));
            }
        }
    }

    /** The pattern of a constraint. */
    private void pattern(DrlFile file, TypeFieldDescr field, int from) {
        Matcher written = PATTERN.matcher(file.text());
        boolean has = field.getAnnotations().stream()
                .anyMatch(annotation -> annotation.getName().equals("Pattern"));
        if (has
                && written.find(Math.max(0, from))
                && ExpressionCheck.parse(written.group(1)) instanceof StringLiteralExpr text) {
            PatternText.fault(text.getValue(), text.asString())
                    .ifPresent(found -> faults.accept(file.fault(written.start(1) + found.at(), null, found.message())
                            .suggesting(found.help())));
        }
    }

    /** What is handed to a constraint, if it is of another kind than the constraint takes. */
    private void constraint(DrlFile file, AnnotationDescr annotation, String what, int from) {
        Class<?> type = JavaNames.load("jakarta.validation.constraints." + annotation.getName());
        if (type == null) {
            return;
        }
        for (Method property : type.getDeclaredMethods()) {
            Object given = annotation.getValueMap().get(property.getName());
            String value = String.valueOf(given).strip();
            Class<?> taken = property.getReturnType();
            boolean whole = taken == int.class || taken == long.class;
            boolean fits = given == null
                    || (whole ? value.matches("-?\\d{1,19}[lL]?") : taken != String.class || value.startsWith("\""));
            if (!fits) {
                int place = find(file, "@" + annotation.getName() + "\\b", from);
                faults.accept(file.fault(
                        place,
                        null,
                        "@" + annotation.getName() + " takes " + (whole ? "a whole number" : "a text in quotes")
                                + " as " + property.getName() + ", but " + what + " gives it " + value));
            }
        }
    }

    /** The value that a field starts with, if it is no value of the field's kind. */
    private void start(DrlFile file, TypeDeclarationDescr type, TypeFieldDescr field, int at) {
        Kind kind = names.kind(DeclaredNames.typeOf(field));
        String initial = field.getInitExpr();
        Expression value = initial == null ? null : ExpressionCheck.parse(initial.strip());
        if (kind == null || !(value instanceof LiteralExpr literal) || literal.isNullLiteralExpr()) {
            return;
        }
        boolean fits = kind.isText()
                ? literal instanceof StringLiteralExpr
                : kind.isNumber()
                        ? Literals.isNumber(literal)
                        : kind.isBoolean() ? literal instanceof BooleanLiteralExpr : true;
        if (!fits) {
            int place = find(file, Pattern.quote(initial.strip()), at);
            faults.accept(file.fault(
                    place,
                    null,
                    type.getTypeName() + "." + field.getFieldName() + " is " + kind.words() + ", but starts as "
                            + initial.strip()));
        }
    }

    private static int find(DrlFile file, String pattern, int from) {
        Matcher found = Pattern.compile(pattern).matcher(file.text());
        return found.find(Math.max(0, from)) ? found.start() : Math.max(0, from);
    }
}
