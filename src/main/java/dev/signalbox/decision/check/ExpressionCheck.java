package dev.signalbox.decision.check;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.ArrayAccessExpr;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.ConditionalExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.LiteralExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.SimpleName;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import com.github.javaparser.ast.expr.ThisExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import dev.signalbox.process.PackFault;
import dev.signalbox.process.Suggestion;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.drools.mvel.parser.DrlxParser;
import org.drools.mvel.parser.ast.expr.DrlNameExpr;
import org.drools.mvel.parser.ast.expr.DrlxExpression;
import org.drools.mvel.parser.ast.expr.HalfBinaryExpr;
import org.drools.mvel.parser.ast.expr.HalfPointFreeExpr;
import org.drools.mvel.parser.ast.expr.NullSafeFieldAccessExpr;
import org.drools.mvel.parser.ast.expr.NullSafeMethodCallExpr;
import org.drools.mvel.parser.ast.expr.PointFreeExpr;
import org.drools.mvel.parser.printer.PrintUtil;
import org.jspecify.annotations.Nullable;

/**
 * Reads one expression of a condition: every name must stand for something, and what is compared must be of a kind. Where
 * it does not know, it says nothing: the compiler will.
 */
final class ExpressionCheck {
    static final List<String> OPERATORS =
            List.of("matches", "contains", "memberOf", "str", "soundslike", "in", "excludes");

    private static final Pattern DAY = Pattern.compile("\\d{4} - \\d{1,2} - \\d{1,2}");
    private static final Pattern AMOUNT = Pattern.compile("\\p{Sc}(\\d+)|(\\d+)\\p{Sc}");

    private static final Kind UNKNOWN = new Kind(null, null, null);

    private final DeclaredNames names;
    private final JavaNames java;
    private final Map<String, Kind> variables;
    private final RuleText where;
    private final @Nullable String pattern;
    private final Consumer<PackFault> faults;

    /**
     * @param variables what the rule binds anywhere, by name
     * @param pattern the type whose fields may be named; null where none may
     */
    ExpressionCheck(
            DeclaredNames names,
            JavaNames java,
            Map<String, Kind> variables,
            RuleText where,
            @Nullable String pattern,
            Consumer<PackFault> faults) {
        this.names = names;
        this.java = java;
        this.variables = variables;
        this.where = where;
        this.pattern = pattern;
        this.faults = faults;
    }

    /** The text as Drools itself reads it; null when it cannot be read. */
    static @Nullable Expression parse(String text) {
        try {
            DrlxExpression whole = DrlxParser.parseExpression(DrlxParser.buildDrlxParserWithArguments(OPERATORS), text);
            return whole.getExpr();
        } catch (RuntimeException e) {
            return null;
        }
    }

    /** The expression as text; its own toString knows only Java. */
    static String code(Node node) {
        return PrintUtil.printNode(node);
    }

    Kind check(Expression expression) {
        if (expression instanceof EnclosedExpr enclosed) {
            return check(enclosed.getInner());
        }
        if (expression instanceof LiteralExpr literal) {
            Literals.doubtful(literal).ifPresent(found -> tell(literal, found));
            return Literals.kind(literal);
        }
        String refused = refused(expression);
        if (refused != null) {
            String[] words = refused.split("; ", 2);
            faults.accept(where.fault(expression, words[0]).suggesting(words[1]));
            return UNKNOWN;
        }
        if (expression instanceof UnaryExpr unary) {
            return check(unary.getExpression());
        }
        if (expression instanceof BinaryExpr binary) {
            return binary(binary);
        }
        if (expression instanceof PointFreeExpr pointFree) {
            Kind left = check(pointFree.getLeft());
            operator(
                    pointFree,
                    pointFree.getLeft(),
                    left,
                    pointFree.getOperator().asString(),
                    pointFree.getRight());
            return Kind.java(boolean.class);
        }
        if (expression instanceof MethodCallExpr call) {
            return call(call.getScope().orElse(null), call.getName(), call.getArguments());
        }
        if (expression instanceof NullSafeMethodCallExpr call) {
            return call(call.getScope().orElse(null), call.getName(), call.getArguments());
        }
        if (expression instanceof FieldAccessExpr access) {
            return member(access.getScope(), access.getName());
        }
        if (expression instanceof NullSafeFieldAccessExpr access) {
            return member(access.getScope(), access.getName());
        }
        if (expression instanceof DrlNameExpr name) {
            return name(name.getName());
        }
        if (expression instanceof NameExpr name) {
            return name(name.getName());
        }
        if (expression instanceof ThisExpr && pattern != null) {
            return known(names.kind(pattern));
        }
        return UNKNOWN;
    }

    private static Kind known(@Nullable Kind kind) {
        return kind == null ? UNKNOWN : kind;
    }

    /** What is Java, but no condition; the compiler would say so without a place. */
    private static @Nullable String refused(Expression expression) {
        if (expression instanceof UnaryExpr unary
                && List.of("++", "--").contains(unary.getOperator().asString())) {
            return "a condition changes nothing, but here is "
                    + unary.getOperator().asString() + "; write " + code(unary.getExpression())
                    + (unary.getOperator().asString().equals("++") ? " + 1" : " - 1");
        }
        if (expression instanceof AssignExpr) {
            return "there is no comparison '='; did you mean '=='?";
        }
        if (expression instanceof ConditionalExpr) {
            return "a condition has no ? and :; write two rules, or a function";
        }
        return expression instanceof ArrayAccessExpr array && array.getName() instanceof ThisExpr
                ? "the item is no list; write the field's name"
                : null;
    }

    private Kind binary(BinaryExpr binary) {
        Expression left = binary.getLeft();
        Expression right = binary.getRight();
        switch (binary.getOperator()) {
            case AND, OR -> {
                check(left);
                half(subject(left), right);
            }
            case EQUALS, NOT_EQUALS, LESS, GREATER, LESS_EQUALS, GREATER_EQUALS -> {
                Kind kind = check(left);
                Kind other = value(right, kind);
                if (!size(binary.getOperator().asString(), left, kind, right, other)) {
                    compare(binary, left, kind, right);
                    compare(binary, right, other, left);
                }
            }
            default -> {
                return Kind.worked(binary.getOperator(), check(left), check(right));
            }
        }
        return Kind.java(boolean.class);
    }

    /** The rest of {@code amount > 5 && < 10}, which is about the same amount; or any other expression. */
    private void half(@Nullable Expression subject, Expression rest) {
        if (rest instanceof BinaryExpr binary
                && (binary.getOperator() == BinaryExpr.Operator.AND
                        || binary.getOperator() == BinaryExpr.Operator.OR)) {
            half(subject, binary.getLeft());
            half(subject, binary.getRight());
        } else if (rest instanceof HalfBinaryExpr half && subject != null) {
            Kind kind = silently(subject);
            Kind other = value(half.getRight(), kind);
            if (!size(half.getOperator().asString(), subject, kind, half.getRight(), other)) {
                compare(half, subject, kind, half.getRight());
            }
        } else if (!(rest instanceof HalfPointFreeExpr)) {
            check(rest);
        }
    }

    static @Nullable Expression subject(Expression left) {
        if (left instanceof EnclosedExpr enclosed) {
            return subject(enclosed.getInner());
        }
        if (left instanceof BinaryExpr binary) {
            boolean joins =
                    binary.getOperator() == BinaryExpr.Operator.AND || binary.getOperator() == BinaryExpr.Operator.OR;
            return joins ? subject(binary.getLeft()) : binary.getLeft();
        }
        return left instanceof PointFreeExpr pointFree ? pointFree.getLeft() : null;
    }

    private Kind silently(Expression expression) {
        return kinds(names, java, variables, pattern).check(expression);
    }

    /** One that says nothing of faults, to know the kind of what stands in the pattern. */
    static ExpressionCheck kinds(
            DeclaredNames names, JavaNames java, Map<String, Kind> variables, @Nullable String pattern) {
        return new ExpressionCheck(names, java, variables, RuleText.NONE, pattern, fault -> {});
    }

    /** What a field is compared with. A word that stands for nothing, beside a text, is mostly a text without its quotes. */
    private Kind value(Expression value, Kind compared) {
        boolean isWord = value instanceof NameExpr || value instanceof DrlNameExpr;
        if (!isWord || !compared.isText() || pattern == null) {
            return check(value);
        }
        String word = code(value);
        return new ExpressionCheck(names, java, variables, where, pattern, fault -> {
                    boolean isMeant =
                            fault.suggestion() != null && fault.suggestion().startsWith("did you mean");
                    faults.accept(
                            isMeant ? fault : fault.suggesting("a text stands between quotes: write \"" + word + "\""));
                })
                .check(value);
    }

    private Kind name(SimpleName name) {
        String word = name.asString();
        if (pattern != null) {
            Kind field = names.fields(pattern).get(word);
            if (field != null) {
                return field;
            }
        }
        Kind bound = variables.get(word);
        if (bound != null) {
            return bound;
        }
        Kind fact = pattern == null || names.declares(pattern) ? null : names.kind(pattern);
        if (fact != null && fact.java() != null) {
            Class<?> property = property(fact.java(), word);
            return property == null ? UNKNOWN : Kind.java(property);
        }
        if (word.equals("java")
                || names.globals().contains(word)
                || names.isEnum(word)
                || java.find(word) != null
                || names.declares(word)) {
            return UNKNOWN;
        }
        Matcher amount = AMOUNT.matcher(word);
        if (amount.matches()) {
            String number = Objects.requireNonNullElse(amount.group(1), amount.group(2));
            faults.accept(where.fault(name, "an amount has no currency").suggesting("write " + number));
        } else if (word.startsWith("$") || pattern == null) {
            faults.accept(where.fault(name, Words.noVariable(word))
                    .suggesting(Words.help(word, variables.keySet(), "it binds")));
        } else if (JavaNames.toImport(word) != null) {
            faults.accept(where.fault(name, "there is no import of '" + word + "'")
                    .suggesting("write import " + JavaNames.toImport(word) + " at the top of the file"));
        } else if (names.isWhole(pattern)) {
            var known = new TreeSet<>(names.fields(pattern).keySet());
            faults.accept(where.fault(name, Words.noField(pattern, word))
                    .suggesting(Words.help(word, known, "its fields are")));
        }
        return UNKNOWN;
    }

    private Kind member(Expression scope, SimpleName name) {
        Kind of = check(scope);
        String word = name.asString();
        if (of.declared() != null) {
            Kind field = names.fields(of.declared()).get(word);
            if (field == null && names.isWhole(of.declared())) {
                faults.accept(where.fault(name, Words.noField(of.declared(), word))
                        .suggesting(Words.help(word, names.fields(of.declared()).keySet(), "its fields are")));
            }
            return field == null ? UNKNOWN : field;
        }
        if (of.java() == null) {
            return UNKNOWN;
        }
        Class<?> found = property(of.java(), word);
        if (found == null) {
            String list = of.isList() ? "; look at each of them: $x : … from " + code(scope) : "";
            faults.accept(where.fault(name, code(scope) + " is " + of.words() + " and has no field '" + word + "'")
                    .suggesting(list.isEmpty() ? null : list.substring(2)));
            return UNKNOWN;
        }
        return Kind.java(found);
    }

    private static @Nullable Class<?> property(Class<?> java, String name) {
        String capital = name.isEmpty() ? "" : Character.toUpperCase(name.charAt(0)) + name.substring(1);
        for (Method method : java.getMethods()) {
            if (method.getParameterCount() == 0
                    && (method.getName().equals("get" + capital)
                            || method.getName().equals("is" + capital)
                            || method.getName().equals(name))) {
                return method.getReturnType();
            }
        }
        for (Field field : java.getFields()) {
            if (field.getName().equals(name)) {
                return field.getType();
            }
        }
        return java.isArray() ? int.class : null;
    }

    private void pattern(Expression value) {
        if (value instanceof StringLiteralExpr text) {
            PatternText.fault(text.getValue(), text.asString())
                    .ifPresent(found -> faults.accept(
                            where.fault(text, found.at(), found.message()).suggesting(found.help())));
        }
    }

    private Kind call(@Nullable Expression scope, SimpleName name, List<Expression> arguments) {
        String word = name.asString();
        if (scope != null && PatternText.METHODS.contains(word) && !arguments.isEmpty()) {
            pattern(arguments.get(0));
        }
        for (int i = 0; i < arguments.size(); i++) {
            check(arguments.get(i));
            if (isWholeDivision(arguments.get(i)) && !"BigDecimal".equals(names.parameter(word, i))) {
                faults.accept(where.fault(
                                arguments.get(i),
                                code(arguments.get(i))
                                        + " is a division of whole numbers, which drops what is left over")
                        .suggesting("bind it first: $x : " + code(arguments.get(i)))
                        .asWarning());
            }
        }
        if (scope == null) {
            boolean getter = (pattern != null && !names.isWhole(pattern))
                    || word.matches("(get|is|set)[A-Z].*|equals|hashCode|toString");
            if (!names.functions().contains(word) && !getter) {
                faults.accept(where.fault(name, Words.noFunction(word))
                        .suggesting(Suggestion.question(word, names.functions())));
            }
            return known(names.result(word));
        }
        boolean plain = scope instanceof NameExpr || scope instanceof DrlNameExpr;
        if (plain && isClass(code(scope))) {
            Class<?> owner = java.find(code(scope));
            return owner == null ? UNKNOWN : method(owner, owner.getSimpleName(), true, name, arguments.size());
        }
        Kind of = check(scope);
        return of.java() == null ? UNKNOWN : method(of.java(), of.words(), false, name, arguments.size());
    }

    /** Where it is handed on as it is, to what may ask for a whole number. */
    boolean isWholeDivision(Expression expression) {
        return expression instanceof BinaryExpr division
                && division.getOperator() == BinaryExpr.Operator.DIVIDE
                && silently(division.getLeft()).isWhole()
                && silently(division.getRight()).isWhole();
    }

    private boolean isClass(String name) {
        return !variables.containsKey(name)
                && (pattern == null || !names.fields(pattern).containsKey(name))
                && java.find(name) != null;
    }

    private Kind method(Class<?> java, String words, boolean isStatic, SimpleName name, int arguments) {
        List<Method> known = Stream.concat(Arrays.stream(java.getMethods()), Arrays.stream(Object.class.getMethods()))
                .filter(method -> !isStatic || Modifier.isStatic(method.getModifiers()))
                .toList();
        List<Method> named = known.stream()
                .filter(method -> method.getName().equals(name.asString()))
                .toList();
        if (named.isEmpty()) {
            var all = new TreeSet<String>();
            known.forEach(method -> all.add(method.getName()));
            faults.accept(where.fault(name, words + " has no method '" + name + "'")
                    .suggesting(Suggestion.question(name.asString(), all)));
            return UNKNOWN;
        }
        List<Method> fitting = named.stream()
                .filter(method -> method.getParameterCount() == arguments || method.isVarArgs())
                .toList();
        if (fitting.isEmpty()) {
            faults.accept(where.fault(name, name + " takes " + counts(named) + ", but was given " + arguments));
            return UNKNOWN;
        }
        Class<?> result = fitting.get(0).getReturnType();
        boolean same = fitting.stream().allMatch(method -> method.getReturnType() == result);
        return same && result != Object.class ? Kind.java(result) : UNKNOWN;
    }

    private static String counts(List<Method> methods) {
        List<Integer> counts = methods.stream()
                .map(Method::getParameterCount)
                .distinct()
                .sorted()
                .toList();
        return counts.size() == 1
                ? count(counts.get(0))
                : String.join(" or ", counts.stream().map(String::valueOf).toList()) + " values";
    }

    static String count(int arguments) {
        return arguments == 0 ? "nothing" : arguments == 1 ? "one value" : arguments + " values";
    }

    private void tell(Node node, Literals.Found found) {
        faults.accept(found.severity(where.fault(node, found.message())).suggesting(found.suggestion()));
    }

    /** Text has no size. Returns whether that is all there is to say of the comparison. */
    private boolean size(String operator, Expression left, Kind kind, Expression right, Kind other) {
        boolean text = (kind.isText() && (other.isText() || other.isNumber())) || (kind.isNumber() && other.isText());
        if (!operator.matches("[<>]=?") || !text) {
            return false;
        }
        boolean isLeft = kind.isText() && !(left instanceof LiteralExpr);
        Expression field = isLeft ? left : right;
        Expression against = isLeft ? right : left;
        if (field instanceof LiteralExpr) {
            return false;
        }
        boolean number = kind.isNumber() || other.isNumber() || Literals.isNumber(against);
        tell(field, number ? Literals.noSize(code(field)) : Literals.byLetters(code(field)));
        return true;
    }

    private void compare(Node comparison, Expression field, Kind kind, Expression literal) {
        if (kind.isTime()
                && literal instanceof BinaryExpr
                && DAY.matcher(code(literal)).matches()) {
            String day = code(literal).replace(" ", "");
            faults.accept(
                    where.fault(literal, code(field) + " is " + kind.words() + ", but " + day + " is a subtraction")
                            .suggesting("write \"" + day + "\""));
        }
        if (!(field instanceof LiteralExpr) && literal instanceof LiteralExpr value) {
            Literals.fault(code(field), kind, value).ifPresent(found -> tell(literal, found));
        }
        if (kind.isList() && literal instanceof LiteralExpr && !literal.isNullLiteralExpr()) {
            faults.accept(where.fault(comparison, code(field) + " is a list, which is never equal to one value")
                    .suggesting("write " + code(field) + " contains " + literal));
        }
    }

    private void operator(Node node, Expression field, Kind kind, String operator, List<Expression> values) {
        values.forEach(value -> value(value, kind));
        switch (operator) {
            case "matches", "soundslike", "str" -> {
                if (kind.isNumber() || kind.isTime() || kind.isBoolean() || kind.isList()) {
                    faults.accept(
                            where.fault(node, operator + " compares text, but " + code(field) + " is " + kind.words()));
                }
                if (operator.equals("matches")) {
                    values.forEach(this::pattern);
                }
            }
            case "in" -> values.forEach(value -> compare(node, field, kind, value));
            case "contains", "excludes" -> {
                if (kind.isNumber() || kind.isTime() || kind.isBoolean()) {
                    faults.accept(where.fault(
                            node, operator + " looks into a list or text, but " + code(field) + " is " + kind.words()));
                }
            }
            default -> {}
        }
    }
}
