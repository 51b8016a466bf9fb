package dev.signalbox.decision.check;

import com.github.javaparser.ast.expr.StringLiteralExpr;
import dev.signalbox.process.PackFault;
import dev.signalbox.process.Suggestion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.drl.ast.descr.TypeDeclarationDescr;
import org.drools.drl.ast.descr.TypeFieldDescr;

/** Reads the declared types: each once, its fields once and of a type that there is. */
final class DeclarationCheck {
    private static final List<String> TYPES = List.of(
            "String", "Integer", "Long", "BigDecimal", "Boolean", "LocalDate", "LocalDateTime", "Instant", "List");
    private static final Pattern PATTERN =
            Pattern.compile("@Pattern\\s*\\([^\")]*?regexp\\s*=\\s*(\"(?:\\\\.|[^\"\\\\\\n])*\")");
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
        String written = DeclaredNames.typeOf(field);
        for (String name : written.split("[<>,\\s]+", -1)) {
            if (!name.isEmpty() && names.kind(name) == null) {
                int place = find(file, "\\b" + Pattern.quote(name) + "\\b", at);
                var known = new ArrayList<>(TYPES);
                known.addAll(names.types());
                faults.accept(file.fault(place, null, what + " is of a type '" + name + "' that there is not")
                        .suggesting(Suggestion.question(name, known)));
            }
        }
    }

    /** The pattern of a constraint. */
    private void pattern(DrlFile file, TypeFieldDescr field, int from) {
        Matcher written = PATTERN.matcher(file.text());
        boolean has = field.getAnnotations().stream().anyMatch(annotation -> annotation.getName().equals("Pattern"));
        if (has && written.find(Math.max(0, from)) && ExpressionCheck.parse(written.group(1)) instanceof StringLiteralExpr text) {
            PatternText.fault(text.getValue(), text.asString())
                    .ifPresent(found -> faults.accept(
                            file.fault(written.start(1) + found.at(), null, found.message()).suggesting(found.help())));
        }
    }

    private static int find(DrlFile file, String pattern, int from) {
        Matcher found = Pattern.compile(pattern).matcher(file.text());
        return found.find(Math.max(0, from)) ? found.start() : Math.max(0, from);
    }
}
