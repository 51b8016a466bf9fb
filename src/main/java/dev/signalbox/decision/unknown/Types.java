package dev.signalbox.decision.unknown;

import dev.signalbox.process.ProcessDefinition;
import dev.signalbox.process.ReferenceDefinition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.drl.ast.descr.PackageDescr;
import org.drools.drl.ast.descr.TypeDeclarationDescr;
import org.drools.drl.ast.descr.TypeFieldDescr;
import org.jspecify.annotations.Nullable;

/** The declared types as the source has them, and which of their fields may count as unknown. */
final class Types {
    private static final Set<String> PRIMITIVE =
            Set.of("int", "long", "double", "float", "boolean", "short", "byte", "char");
    private static final Pattern LIST = Pattern.compile("(?:java\\.util\\.)?List\\s*<\\s*([\\w.]+)\\s*>");

    /**
     * A declared field.
     *
     * @param nested the declared type of its value, or of its elements; otherwise null
     * @param counts whether it is unknown when it is missing: its owner may have said otherwise, or a value stands in
     */
    record Member(String name, @Nullable String nested, boolean list, boolean primitive, boolean counts) {}

    private final ProcessDefinition definition;
    private final Map<String, TypeDeclarationDescr> declared = new HashMap<>();
    private final Map<String, Map<String, Member>> members = new HashMap<>();
    private final Set<Field> exempt = new LinkedHashSet<>();

    Types(List<PackageDescr> sources, ProcessDefinition definition) {
        this.definition = definition;
        sources.forEach(s -> s.getTypeDeclarations().forEach(type -> declared.put(type.getTypeName(), type)));
        // Twice: an exempt path is walked along the members, which then learn of it.
        declared.keySet().forEach(this::read);
        definition.mayBeMissing().forEach(this::exempt);
        declared.keySet().forEach(this::read);
    }

    private void read(String type) {
        var fields = new LinkedHashMap<String, Member>();
        var seen = new ArrayList<String>();
        for (TypeDeclarationDescr at = declared.get(type); at != null && !seen.contains(at.getTypeName()); ) {
            seen.add(at.getTypeName());
            at.getFields().values().forEach(field -> fields.putIfAbsent(field.getFieldName(), member(type, field)));
            at = declared.get(String.valueOf(at.getSuperTypeName()));
        }
        members.put(type, fields);
    }

    private Member member(String type, TypeFieldDescr field) {
        String written = String.valueOf(field.getPattern().getObjectType());
        Matcher list = LIST.matcher(written);
        boolean isList = list.matches();
        String element = isList ? list.group(1).replaceFirst(".*\\.", "") : written;
        return new Member(
                field.getFieldName(),
                declared.containsKey(element) ? element : null,
                isList,
                PRIMITIVE.contains(written),
                field.getInitExpr() == null && !exempt.contains(new Field(type, field.getFieldName())));
    }

    /** {@code site}, {@code lines.taxRate}, or the column of a table: {@code suppliers.terms}. */
    private void exempt(String path) {
        String[] names = path.split("\\.", -1);
        ReferenceDefinition table = definition.reference().get(names[0]);
        String type = table != null && names.length == 2 ? table.type() : definition.item();
        for (int i = table != null && names.length == 2 ? 1 : 0; i < names.length; i++) {
            Member member = member(type, names[i]);
            if (member == null) {
                return;
            }
            if (i == names.length - 1) {
                exempt.add(new Field(type, member.name()));
            }
            type = String.valueOf(member.nested());
        }
    }

    /** The member, also by its getter's name; or null. */
    @Nullable
    Member member(@Nullable String type, String name) {
        return members.getOrDefault(String.valueOf(type), Map.of()).get(property(name));
    }

    private static String property(String name) {
        String getter = name.replaceFirst("^(get|is)(?=[A-Z].*\\(\\)$)", "");
        return getter.equals(name)
                ? name
                : Character.toLowerCase(getter.charAt(0)) + getter.substring(1, getter.length() - 2);
    }

    Set<String> names() {
        return declared.keySet();
    }

    boolean isPrimitive(Field field) {
        Member member = member(field.type(), field.name());
        return member != null && member.primitive();
    }

    boolean declares(@Nullable String type) {
        return declared.containsKey(String.valueOf(type));
    }

    Collection<Member> members(String type) {
        return members.getOrDefault(type, Map.of()).values();
    }

    String item() {
        return definition.item();
    }

    /** Whether facts of the type are there from the start: the item, and the rows of tables. */
    boolean given(String type) {
        return type.equals(item()) || !tables(type).isEmpty();
    }

    private List<ReferenceDefinition> tables(String type) {
        return definition.reference().values().stream()
                .filter(table -> table.type().equals(type))
                .toList();
    }

    /** The item's fields without which no row of the type can be found. */
    Set<Field> keys(String rowType) {
        var keys = new LinkedHashSet<Field>();
        for (ReferenceDefinition table : tables(rowType)) {
            for (String field : table.fields()) {
                Member member = member(item(), field);
                if (member != null && member.counts()) {
                    keys.add(new Field(item(), field));
                }
            }
        }
        return keys;
    }
}
