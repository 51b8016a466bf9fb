package dev.signalbox.decision.unknown;

import dev.signalbox.decision.unknown.Scope.Variable;
import dev.signalbox.decision.unknown.Types.Member;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.drools.drl.ast.descr.AccumulateDescr;
import org.drools.drl.ast.descr.AccumulateDescr.AccumulateFunctionCallDescr;
import org.drools.drl.ast.descr.AndDescr;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.CollectDescr;
import org.drools.drl.ast.descr.EvalDescr;
import org.drools.drl.ast.descr.ExistsDescr;
import org.drools.drl.ast.descr.ExprConstraintDescr;
import org.drools.drl.ast.descr.FromDescr;
import org.drools.drl.ast.descr.NotDescr;
import org.drools.drl.ast.descr.OrDescr;
import org.drools.drl.ast.descr.PatternDescr;
import org.drools.drl.ast.descr.PatternSourceDescr;
import org.drools.mvel.parser.DrlxParser;
import org.drools.mvel.parser.ast.expr.DrlxExpression;
import org.drools.mvel.parser.printer.PrintUtil;
import org.jspecify.annotations.Nullable;

/**
 * Writes the conditions of one rule again, three-valued. Where rows or elements cannot be looked at, because the key or
 * the list they come by is missing, there is a second way to write an element: a test that this is so, with all that
 * the element would have bound unknown. Which of the two is taken is one bit of {@link #taken} for each such element.
 */
final class Conditions {
    static final String FACTS = " from entry-point \"" + Companions.ENTRY + "\"";

    /** What an element comes to when it is no longer a question. */
    private static final String TRUE = "true";

    private static final String FALSE = "false";
    private static final int MOST_UNDER_NOT = 3;

    private int taken;
    private int choices;
    private Scope scope;

    Conditions(Scope scope, int taken) {
        this.scope = scope;
        this.taken = taken;
    }

    /** How many elements could be written in two ways. */
    int choices() {
        return choices;
    }

    /** The text of all, or null when they can never hold. */
    @Nullable
    String all(List<? extends BaseDescr> elements, Ask ask) {
        String text = joined(elements, ask, "\n    ");
        return text.equals(FALSE) ? null : text.equals(TRUE) ? "" : text;
    }

    private String joined(List<?> elements, Ask ask, String between) {
        var texts = new ArrayList<String>();
        for (Object element : elements) {
            String text = element((BaseDescr) element, ask);
            if (text.equals(FALSE)) {
                return FALSE;
            }
            if (!text.equals(TRUE)) {
                texts.add(text);
            }
        }
        return texts.isEmpty() ? TRUE : String.join(between, texts);
    }

    private String element(BaseDescr element, Ask ask) {
        if (element instanceof PatternDescr pattern) {
            return pattern(pattern, ask);
        }
        if (element instanceof NotDescr not) {
            return not(not, ask);
        }
        if (element instanceof ExistsDescr exists) {
            String inner = apart((List<?>) exists.getDescrs(), ask);
            return isConstant(inner) ? inner : "exists " + inner;
        }
        if (element instanceof AndDescr and) {
            String inner = joined(and.getDescrs(), ask, " and ");
            return isConstant(inner) ? inner : "( " + inner + " )";
        }
        if (element instanceof OrDescr or) {
            return or(or, ask);
        }
        if (element instanceof EvalDescr eval) {
            String text = condition(String.valueOf(eval.getContent()), ask);
            return isConstant(text) ? text : "eval( " + text + " )";
        }
        throw new NotTold(element.getClass().getSimpleName());
    }

    /** None of the ways to write what stands under it may hold: they stand side by side, and are no choice of the whole. */
    private String not(NotDescr not, Ask ask) {
        int before = choices;
        int takenBefore = taken;
        var texts = new ArrayList<String>();
        int ways = 1;
        for (int way = 0; way < ways; way++) {
            choices = before;
            taken = (takenBefore & ((1 << before) - 1)) | (way << before);
            String inner = apart(not.getDescrs(), ask.other());
            ways = 1 << Math.min(choices - before, MOST_UNDER_NOT + 1);
            if (ways > 1 << MOST_UNDER_NOT) {
                throw new NotTold("not");
            }
            texts.add(inner.equals(TRUE) ? FALSE : inner.equals(FALSE) ? TRUE : "not " + inner);
        }
        choices = before;
        taken = takenBefore;
        texts.removeIf(text -> text.equals(TRUE));
        if (texts.contains(FALSE) || texts.isEmpty()) {
            return texts.isEmpty() ? TRUE : FALSE;
        }
        return texts.size() == 1 ? texts.get(0) : "( " + String.join(" and ", texts) + " )";
    }

    /** What stands under "not" or "exists": its variables end with it. */
    private String apart(List<?> elements, Ask ask) {
        Scope outer = scope;
        scope = outer.inner();
        String text = joined(elements, ask, " and ");
        scope = outer;
        return isConstant(text) ? text : "( " + text + " )";
    }

    private String or(OrDescr or, Ask ask) {
        var texts = new ArrayList<String>();
        for (BaseDescr branch : or.getDescrs()) {
            String text = element(branch, ask);
            if (text.equals(TRUE)) {
                throw new NotTold("or");
            }
            if (!text.equals(FALSE)) {
                texts.add(text);
            }
        }
        return texts.isEmpty() ? FALSE : "( " + String.join(" or ", texts) + " )";
    }

    private static boolean isConstant(String text) {
        return text.equals(TRUE) || text.equals(FALSE);
    }

    private String pattern(PatternDescr pattern, Ask ask) {
        plainOrNotTold(pattern);
        PatternSourceDescr source = pattern.getSource();
        if (source instanceof AccumulateDescr accumulate) {
            return gathered(pattern, gatheredInput(accumulate), accumulate, ask);
        }
        if (source instanceof CollectDescr collect) {
            return gathered(pattern, collect.getInputPattern(), null, ask);
        }
        if (source instanceof FromDescr from
                && Gaps.of(from.getExpression(), scope, false).lost()) {
            scope.lose(names(pattern));
            return ask == Ask.POSSIBLY ? TRUE : FALSE;
        }
        String test = outOfReach(pattern);
        if (ask == Ask.POSSIBLY && !test.isEmpty() && choose()) {
            scope.lose(names(pattern));
            return test;
        }
        return pattern(pattern, constraints(pattern, ask));
    }

    private boolean choose() {
        return (taken >> choices++ & 1) == 1;
    }

    private String pattern(PatternDescr pattern, String constraints) {
        if (constraints.equals(FALSE)) {
            return FALSE;
        }
        return (pattern.getIdentifier() == null ? "" : pattern.getIdentifier() + " : ") + pattern.getObjectType() + "( "
                + constraints + " )" + source(pattern);
    }

    private static void plainOrNotTold(PatternDescr pattern) {
        if (pattern.isQuery()
                || pattern.isUnification()
                || !pattern.getBehaviors().isEmpty()) {
            throw new NotTold(pattern.getObjectType());
        }
    }

    private String source(PatternDescr pattern) {
        return pattern.getSource() instanceof FromDescr from ? " from " + from.getExpression() : FACTS;
    }

    /** A test that the facts of the pattern cannot be looked at, or empty when they always can. */
    private String outOfReach(PatternDescr pattern) {
        if (pattern.getSource() instanceof FromDescr from) {
            Gaps gaps = Gaps.of(from.getExpression(), scope, false).noted();
            return gaps.none() ? "" : "eval( " + gaps.any() + " )";
        }
        String type = pattern.getObjectType();
        if (pattern.getSource() != null || !scope.types.given(type)) {
            throw new NotTold(type);
        }
        Set<Field> keys = scope.types.keys(type);
        if (keys.isEmpty() || type.equals(scope.types.item())) {
            return "";
        }
        scope.reads.addAll(keys);
        String missing = keys.stream().map(key -> key.name() + " == null").collect(Collectors.joining(" || "));
        return "exists " + scope.types.item() + "( " + missing + " )" + FACTS;
    }

    /** The constraints between the brackets. */
    private String constraints(PatternDescr pattern, Ask ask) {
        enter(pattern);
        var texts = new ArrayList<String>();
        boolean never = false;
        for (BaseDescr constraint : pattern.getDescrs()) {
            DrlxExpression parsed = parsed(constraint);
            if (parsed.getBind() != null) {
                String name = parsed.getBind().asString();
                String bound = PrintUtil.printNode(Kleene.leftmost(parsed.getExpr()));
                bind(name, bound);
                texts.add(name + " : " + bound);
                if (bound.equals(PrintUtil.printNode(parsed.getExpr()))) {
                    continue;
                }
            }
            Kleene text = Kleene.of(parsed.getExpr(), ask, scope);
            never |= text.isFalse();
            if (!text.isTrue()) {
                texts.add(text.text());
            }
        }
        scope.leave();
        return never ? FALSE : String.join(", ", texts);
    }

    private void enter(PatternDescr pattern) {
        String type = pattern.getObjectType();
        boolean declared = scope.types.declares(type);
        scope.enter(declared ? type : null);
        if (pattern.getIdentifier() != null) {
            scope.bind(
                    pattern.getIdentifier(), declared ? new Variable(type, List.of(), false, false) : Variable.PLAIN);
        }
    }

    private static DrlxExpression parsed(BaseDescr constraint) {
        if (constraint instanceof ExprConstraintDescr expression
                && expression.getType() == ExprConstraintDescr.Type.NAMED) {
            return DrlxParser.parseExpression(
                    DrlxParser.buildDrlxParserWithArguments(List.of()), expression.getExpression());
        }
        throw new NotTold(constraint.toString());
    }

    private void bind(String name, String bound) {
        var path = new ArrayList<String>();
        String type = scope.pattern;
        for (String field : bound.split("\\s*!?\\.\\s*", -1)) {
            Member member = scope.types.member(type, field);
            if (member == null) {
                boolean reads =
                        scope.pattern != null && !Gaps.of(bound, scope, true).none();
                scope.bind(name, reads ? Variable.MADE : Variable.PLAIN);
                return;
            }
            path.add(member.name());
            type = member.list() ? null : member.nested();
        }
        scope.bind(name, new Variable(scope.pattern, path, false, false));
    }

    private String condition(String text, Ask ask) {
        DrlxExpression parsed = DrlxParser.parseExpression(DrlxParser.buildDrlxParserWithArguments(List.of()), text);
        return Kleene.of(parsed.getExpr(), ask, scope).text();
    }

    /** The only pattern that an accumulate looks at. */
    private static PatternDescr gatheredInput(AccumulateDescr accumulate) {
        BaseDescr input = accumulate.getInput();
        if (input instanceof AndDescr and && and.getDescrs().size() == 1) {
            input = and.getDescrs().get(0);
        }
        if (accumulate.isExternalFunction() && input instanceof PatternDescr pattern) {
            return pattern;
        }
        throw new NotTold("accumulate");
    }

    /** A sum over something unknown is unknown. */
    private String gathered(PatternDescr result, PatternDescr input, @Nullable AccumulateDescr accumulate, Ask ask) {
        plainOrNotTold(input);
        if (input.getSource() instanceof AccumulateDescr || input.getSource() instanceof CollectDescr) {
            throw new NotTold("accumulate");
        }
        String test = unknownInput(input, accumulate);
        var names = names(result);
        if (accumulate != null) {
            accumulate.getFunctions().stream()
                    .map(AccumulateFunctionCallDescr::getBind)
                    .filter(bind -> bind != null)
                    .forEach(names::add);
        }
        if (ask == Ask.POSSIBLY && !test.isEmpty() && choose()) {
            scope.lose(names);
            return test;
        }
        Scope outer = scope;
        scope = outer.inner();
        String raw = pattern(input, raw(input));
        scope = outer;
        names.forEach(name -> scope.bind(name, Variable.PLAIN));
        scope.leave();
        String text = gathered(result, raw, accumulate, ask);
        return ask == Ask.SURELY && !test.isEmpty() && !text.equals(FALSE)
                ? "( " + text + " and not " + test + " )"
                : text;
    }

    private String gathered(PatternDescr result, String input, @Nullable AccumulateDescr accumulate, Ask ask) {
        String constraints = constraints(result, ask);
        if (constraints.equals(FALSE)) {
            return FALSE;
        }
        String binding = result.getIdentifier() == null ? "" : result.getIdentifier() + " : ";
        if (accumulate == null) {
            return binding + result.getObjectType() + "( " + constraints + " ) from collect( " + input + " )";
        }
        boolean inline = accumulate.getFunctions().stream().anyMatch(call -> call.getBind() != null);
        String calls = accumulate.getFunctions().stream()
                .map(call -> (call.getBind() == null ? "" : call.getBind() + " : ") + call.getFunction() + "( "
                        + String.join(", ", call.getParams()) + " )")
                .collect(Collectors.joining(", "));
        return inline
                ? "accumulate( " + input + "; " + calls + (constraints.isEmpty() ? "" : "; " + constraints) + " )"
                : binding + result.getObjectType() + "( " + constraints + " ) from accumulate( " + input + ", " + calls
                        + " )";
    }

    private static String raw(PatternDescr pattern) {
        return pattern.getDescrs().stream()
                .map(constraint -> PrintUtil.printNode(parsed(constraint)))
                .collect(Collectors.joining(", "));
    }

    /** A test that some element which might be gathered lacks what is asked of it; empty when none can. */
    private String unknownInput(PatternDescr input, @Nullable AccumulateDescr accumulate) {
        String reach = outOfReach(input);
        Scope outer = scope;
        scope = outer.inner();
        String possible = constraints(input, Ask.POSSIBLY);
        enter(input);
        var tests = new LinkedHashSet<String>();
        for (BaseDescr constraint : input.getDescrs()) {
            DrlxExpression parsed = parsed(constraint);
            if (parsed.getBind() != null) {
                bind(parsed.getBind().asString(), PrintUtil.printNode(Kleene.leftmost(parsed.getExpr())));
            }
            if (!Kleene.isNullTest(parsed.getExpr())) {
                tests.addAll(Gaps.of(PrintUtil.printNode(parsed.getExpr()), scope, true)
                        .tests());
            }
        }
        if (accumulate != null) {
            for (AccumulateFunctionCallDescr call : accumulate.getFunctions()) {
                for (String parameter : call.getFunction().equals("count") ? new String[0] : call.getParams()) {
                    tests.addAll(Gaps.of(parameter, scope, true).noted().tests());
                }
            }
        }
        scope.leave();
        scope = outer;
        if (tests.isEmpty()) {
            return reach;
        }
        String lacking = "exists " + input.getObjectType() + "( " + possible + (possible.isEmpty() ? "" : ", ")
                + String.join(" || ", tests) + " )" + source(input);
        return reach.isEmpty() ? lacking : "( " + reach + " or " + lacking + " )";
    }

    /** All variables that the pattern binds. */
    private static Set<String> names(PatternDescr pattern) {
        var names = new LinkedHashSet<String>(pattern.getAllBoundIdentifiers());
        if (pattern.getIdentifier() != null) {
            names.add(pattern.getIdentifier());
        }
        for (BaseDescr constraint : pattern.getDescrs()) {
            if (constraint instanceof ExprConstraintDescr expression
                    && expression.getType() == ExprConstraintDescr.Type.NAMED
                    && parsed(expression).getBind() != null) {
                names.add(parsed(expression).getBind().asString());
            }
        }
        return names;
    }
}
