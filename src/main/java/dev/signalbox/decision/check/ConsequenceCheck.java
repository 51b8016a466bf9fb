package dev.signalbox.decision.check;

import com.github.javaparser.JavaParser;
import com.github.javaparser.ParseResult;
import com.github.javaparser.ParserConfiguration;
import com.github.javaparser.Problem;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.IntegerLiteralExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import com.github.javaparser.ast.expr.TextBlockLiteralExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import dev.signalbox.process.PackFault;
import dev.signalbox.process.ProcessDefinition;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what a rule does: each verb must exist, be given what it takes, and name what the pack declares. */
final class ConsequenceCheck {
    private static final ParserConfiguration JAVA =
            new ParserConfiguration().setLanguageLevel(ParserConfiguration.LanguageLevel.JAVA_17);
    /** Not Java, though Drools takes it for such. */
    private static final Pattern DROOLS_BLOCK = Pattern.compile("\\b(modify|with)\\s*\\(");

    private final DeclaredNames names;
    private final ProcessDefinition definition;
    private final Verbs route;
    private final RuleText where;
    private final Consumer<PackFault> faults;

    ConsequenceCheck(
            DeclaredNames names,
            ProcessDefinition definition,
            Verbs route,
            RuleText where,
            Consumer<PackFault> faults) {
        this.names = names;
        this.definition = definition;
        this.route = route;
        this.where = where;
        this.faults = faults;
    }

    /** The statements, as a block whose first brace stands just before the text; null when they are no Java. */
    static ParseResult<BlockStmt> parse(String text) {
        return new JavaParser(JAVA).parseBlock("{" + text + "}");
    }

    void check() {
        ParseResult<BlockStmt> parsed = parse(where.text());
        if (parsed.isSuccessful() && parsed.getResult().isPresent()) {
            parsed.getResult().get().findAll(MethodCallExpr.class).forEach(this::call);
            JavaArithmetic.doubts(parsed.getResult().get()).forEach(doubt -> {
                PackFault found = fault(doubt.at(), doubt.message()).suggesting(doubt.suggestion());
                faults.accept(doubt.wrong() ? found : found.asWarning());
            });
        } else if (!DROOLS_BLOCK.matcher(where.text()).find()) {
            syntax(parsed.getProblems());
        }
    }

    private void syntax(List<Problem> problems) {
        if (problems.isEmpty()) {
            return;
        }
        var within = new RuleText(where.file(), "{" + where.text() + "}", where.start() - 1, true, where.rule());
        faults.accept(JavaSyntax.fault(within, problems.get(0)));
    }

    private void call(MethodCallExpr call) {
        if (call.getScope().isPresent()
                && PatternText.METHODS.contains(call.getNameAsString())
                && call.getArguments().size() > 0
                && call.getArgument(0) instanceof StringLiteralExpr text) {
            PatternText.fault(text.getValue(), text.asString())
                    .ifPresent(found -> faults.accept(
                            fault(text, found.at(), found.message()).suggesting(found.help())));
        }
        Optional<Verbs> verbs = call.getScope().flatMap(this::verbsOf);
        if (verbs.isEmpty()) {
            return;
        }
        String name = call.getNameAsString();
        Method verb = verbs.get().find(name).orElse(null);
        if (verb == null) {
            String what = verbs.get().declared() == void.class
                    ? "nothing can follow " + previous(call) + ", but ." + name + " does"
                    : verbs.get().equals(route)
                            ? "there is no verb route." + name
                            : "." + name + " cannot follow route." + previous(call);
            String help = verbs.get().declared() == void.class
                            && List.of("suggest", "ask", "to").contains(name)
                    ? "only partial and manual take ." + name
                    : Words.help(name, verbs.get().names(), "there are");
            faults.accept(fault(call, what).suggesting(help));
            return;
        }
        List<String> parameters = Verbs.parameters(verb);
        if (call.getArguments().size() != parameters.size()) {
            faults.accept(fault(
                            call,
                            name + " takes " + ExpressionCheck.count(parameters.size()) + ", but was given "
                                    + call.getArguments().size())
                    .suggesting("write " + Verbs.signature(verb)));
            return;
        }
        for (int i = 0; i < parameters.size(); i++) {
            argument(verb, parameters.get(i), call.getArgument(i));
        }
    }

    private static String previous(MethodCallExpr call) {
        return call.getScope()
                .map(Expression::asMethodCallExpr)
                .map(MethodCallExpr::getNameAsString)
                .orElse("");
    }

    private Optional<Verbs> verbsOf(Expression scope) {
        if (scope.isNameExpr()) {
            return scope.asNameExpr().getNameAsString().equals("route") ? Optional.of(route) : Optional.empty();
        }
        if (scope.isMethodCallExpr()) {
            MethodCallExpr before = scope.asMethodCallExpr();
            return before.getScope()
                    .flatMap(this::verbsOf)
                    .flatMap(verbs -> verbs.find(before.getNameAsString()))
                    .map(verb -> new Verbs(verb.getReturnType()));
        }
        return Optional.empty();
    }

    private void argument(Method verb, String parameter, Expression value) {
        if (value instanceof TextBlockLiteralExpr) {
            return;
        }
        if (value instanceof StringLiteralExpr text) {
            switch (parameter) {
                case "outcome" ->
                    declared(
                            value,
                            "outcome",
                            text.asString(),
                            definition.outcomes().keySet());
                case "queue" ->
                    declared(
                            value, "queue", text.asString(), definition.queues().keySet());
                case "field" -> field(verb, value, text.asString());
                case "percent" ->
                    faults.accept(fault(
                            value,
                            "priority takes a whole number from 0 to 100, but \"" + text.asString() + "\" is text"));
                default -> {}
            }
        } else if (parameter.equals("percent")) {
            Integer percent = percent(value);
            if (percent != null && (percent < 0 || percent > 100)) {
                faults.accept(fault(value, "priority takes a whole number from 0 to 100, but was given " + percent));
            }
        } else if (value.isLiteralExpr() && !parameter.equals("value")) {
            faults.accept(fault(value, verb.getName() + " takes text as " + parameter + ", but was given " + value));
        }
    }

    private static @Nullable Integer percent(Expression value) {
        if (value.isUnaryExpr() && value.asUnaryExpr().getExpression() instanceof IntegerLiteralExpr number) {
            return -number.asNumber().intValue();
        }
        return value instanceof IntegerLiteralExpr number
                ? Integer.valueOf(number.asNumber().intValue())
                : null;
    }

    private void declared(Expression at, String what, String word, Collection<String> words) {
        if (!words.contains(word)) {
            faults.accept(fault(at, "process.yaml declares no " + what + " '" + word + "'")
                    .suggesting(Words.help(word, words, "there are")));
        }
    }

    private void field(Method verb, Expression at, String path) {
        if (!names.isWhole(definition.item())) {
            return;
        }
        DeclaredNames.MissingField missing = names.missing(definition.item(), path);
        boolean nested = verb.getName().equals("set")
                && missing == null
                && !names.fields(definition.item()).containsKey(path);
        if (missing != null) {
            faults.accept(fault(at, Words.noField(missing.type(), missing.field()))
                    .suggesting(Words.help(missing.field(), missing.known(), "its fields are")));
        } else if (nested) {
            faults.accept(fault(
                    at, "set fills in a field of " + definition.item() + " itself, but '" + path + "' lies deeper"));
        }
    }

    private PackFault fault(Node at, String message) {
        return fault(at, 0, message);
    }

    private PackFault fault(Node at, int letters, String message) {
        // The block that was parsed has a brace before the text.
        var node = at instanceof MethodCallExpr call ? call.getName() : at;
        int offset = node.getBegin()
                .map(place -> where.offset(place.line == 1 ? place.withColumn(place.column - 1) : place))
                .orElse(where.start());
        return where.file().fault(offset + letters, where.rule(), message);
    }
}
