package dev.signalbox.decision.check;

import dev.signalbox.process.PackFault;
import dev.signalbox.process.ProcessDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.drools.drl.ast.descr.AccumulateDescr;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.CollectDescr;
import org.drools.drl.ast.descr.ConditionalElementDescr;
import org.drools.drl.ast.descr.EvalDescr;
import org.drools.drl.ast.descr.ExpressionDescr;
import org.drools.drl.ast.descr.FromDescr;
import org.drools.drl.ast.descr.PatternDescr;
import org.drools.drl.ast.descr.RuleDescr;
import org.drools.drl.ast.descr.TypeDeclarationDescr;
import org.drools.drl.ast.descr.TypeFieldDescr;
import org.jspecify.annotations.Nullable;

/**
 * Fields that nothing looks at: no rule, no constraint, no key and no reference table. Two types may have a field of one
 * name: what a pattern names itself is read of its type, what stands elsewhere may be read of any.
 */
final class Unread {
    private static final Pattern FILLED = Pattern.compile("\\.set\\(\\s*\"(\\w+)\"");
    private static final Pattern GETTER = Pattern.compile("(?:get|is)([A-Z])(\\w*)");

    private final DeclaredNames names;
    private final Map<String, Set<String>> ofType = new HashMap<>();
    private final Set<String> ofAny = new HashSet<>();

    private Unread(DeclaredNames names) {
        this.names = names;
    }

    static List<PackFault> in(ProcessDefinition definition, DeclaredNames names, List<DrlFile> files) {
        var unread = new Unread(names);
        unread.read(definition);
        for (DrlFile file : files) {
            file.parsed().getRules().forEach(rule -> unread.read(definition, rule));
            file.parsed().getFunctions().forEach(function -> unread.words(function.getBody(), null));
        }
        // A row of a reference table has whatever columns its file has.
        Set<String> types = names.within(definition.item());
        var found = new ArrayList<PackFault>();
        for (DrlFile file : files) {
            for (TypeDeclarationDescr type : file.parsed().getTypeDeclarations()) {
                type.getFields().values().stream()
                        .filter(field -> types.contains(type.getTypeName())
                                && field.getAnnotations().isEmpty()
                                && !unread.isRead(type.getTypeName(), field.getFieldName()))
                        .forEach(field -> found.add(fault(file, type, field)));
            }
        }
        return found;
    }

    private void read(ProcessDefinition definition) {
        definition.key().fields().forEach(field -> read(definition.item(), field));
        definition.values().values().forEach(formula -> words(formula, null));
        definition.queues().values().forEach(queue -> {
            String field = queue.due().field();
            if (field != null) {
                read(definition.item(), field);
            }
        });
        definition.reference().values().forEach(table -> {
            table.fields().forEach(field -> read(definition.item(), field));
            Stream.of(table.key(), table.begins(), table.from(), table.to())
                    .flatMap(columns -> columns.keySet().stream())
                    .forEach(column -> read(table.type(), column));
        });
    }

    private void read(String type, String field) {
        ofType.computeIfAbsent(type, name -> new HashSet<>()).add(field);
    }

    private boolean isRead(String type, String field) {
        return ofAny.contains(field)
                || ofType.entrySet().stream()
                        .anyMatch(read -> read.getValue().contains(field)
                                && (read.getKey().equals(type) || names.isA(read.getKey(), type)));
    }

    private void read(ProcessDefinition definition, RuleDescr rule) {
        visit(rule.getLhs());
        String does = Objects.toString(rule.getConsequence(), "");
        words(does, null);
        // What a rule fills in is for whoever works the item, and needs no rule to read it.
        FILLED.matcher(does).results().forEach(filled -> read(definition.item(), filled.group(1)));
    }

    private void visit(@Nullable Object descr) {
        if (descr instanceof PatternDescr pattern) {
            pattern.getDescrs().forEach(constraint -> constraint(constraint, pattern.getObjectType()));
            visit(pattern.getSource());
        } else if (descr instanceof EvalDescr eval) {
            words(String.valueOf(eval.getContent()), null);
        } else if (descr instanceof AccumulateDescr accumulate) {
            visit(accumulate.getInput());
            accumulate.getFunctions().forEach(call -> words(String.join(" ", call.getParams()), null));
            for (String code : new String[] {
                accumulate.getInitCode(),
                accumulate.getActionCode(),
                accumulate.getReverseCode(),
                accumulate.getResultCode()
            }) {
                words(Objects.toString(code, ""), null);
            }
        } else if (descr instanceof CollectDescr collect) {
            visit(collect.getInputPattern());
        } else if (descr instanceof FromDescr from) {
            words(from.getExpression(), null);
        } else if (descr instanceof ConditionalElementDescr group) {
            group.getDescrs().forEach(this::visit);
        }
    }

    private void constraint(Object constraint, String type) {
        if (constraint instanceof ExpressionDescr expression) {
            words(expression.getExpression(), type);
        } else if (constraint instanceof ConditionalElementDescr group) {
            group.getDescrs().forEach(inner -> constraint(inner, type));
        } else if (constraint instanceof BaseDescr other) {
            words(other.toString(), null);
        }
    }

    /** @param type whose fields may be named without a dot before them, or null */
    private void words(String code, @Nullable String type) {
        Set<String> fields = type == null ? Set.of() : names.fields(type).keySet();
        String before = "";
        for (Token token : Token.of(code)) {
            String word = token.text();
            if (token.isWord() && !before.equals(".") && fields.contains(word)) {
                read(String.valueOf(type), word);
            } else if (token.isWord()) {
                ofAny.add(word);
                Matcher getter = GETTER.matcher(word);
                if (getter.matches()) {
                    ofAny.add(getter.group(1).toLowerCase(Locale.ROOT) + getter.group(2));
                }
            }
            before = word;
        }
    }

    private static PackFault fault(DrlFile file, TypeDeclarationDescr type, TypeFieldDescr field) {
        int start = file.offset(Math.max(1, type.getLine()), Math.max(0, type.getColumn()));
        Matcher place = Pattern.compile("\\b" + Pattern.quote(field.getFieldName()) + "\\s*:")
                .matcher(file.text());
        int at = place.find(start) ? place.start() : start;
        return file.fault(
                        at,
                        null,
                        "no rule reads " + type.getTypeName() + "." + field.getFieldName()
                                + ", and it has no constraint")
                .asWarning();
    }
}
