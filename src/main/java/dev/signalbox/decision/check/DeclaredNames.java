package dev.signalbox.decision.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drools.drl.ast.descr.EnumDeclarationDescr;
import org.drools.drl.ast.descr.FunctionDescr;
import org.drools.drl.ast.descr.FunctionImportDescr;
import org.drools.drl.ast.descr.GlobalDescr;
import org.drools.drl.ast.descr.TypeDeclarationDescr;
import org.drools.drl.ast.descr.TypeFieldDescr;
import org.jspecify.annotations.Nullable;

/** What the files of a pack declare, and may therefore name: types with their fields, functions, globals. */
final class DeclaredNames {
    private static final Pattern LIST = Pattern.compile("(?:List|Collection|Set)\\s*<\\s*([\\w.]+)\\s*>");
    private static final Pattern PATH_PART = Pattern.compile("([A-Za-z_$][\\w$]*)(\\[\\d{1,9}])?(\\.|$)");

    private final JavaNames java;
    private final Map<String, Map<String, Kind>> types = new LinkedHashMap<>();
    private final Map<String, List<String>> parents = new LinkedHashMap<>();
    private final Set<String> enums = new HashSet<>();
    private final Set<String> functions = new LinkedHashSet<>();
    private final Map<String, String> results = new HashMap<>();
    private final Map<String, List<String>> parameters = new HashMap<>();
    private final Set<String> globals = new LinkedHashSet<>(Set.of("route"));

    DeclaredNames(List<DrlFile> files, JavaNames java) {
        this.java = java;
        for (DrlFile file : files) {
            for (TypeDeclarationDescr type : file.parsed().getTypeDeclarations()) {
                types.put(type.getTypeName(), Map.of());
                parents.put(
                        type.getTypeName(),
                        type.getSuperTypes().stream()
                                .map(name -> name.getName())
                                .toList());
            }
            for (EnumDeclarationDescr words : file.parsed().getEnumDeclarations()) {
                enums.add(words.getTypeName());
            }
            for (FunctionDescr function : file.parsed().getFunctions()) {
                functions.add(function.getName());
                results.put(function.getName(), function.getReturnType());
                parameters.put(function.getName(), function.getParameterTypes());
            }
            for (FunctionImportDescr imported : file.parsed().getFunctionImports()) {
                functions.add(imported.getTarget().replaceFirst(".*\\.", ""));
            }
            file.parsed().getGlobals().stream().map(GlobalDescr::getIdentifier).forEach(globals::add);
        }
        for (DrlFile file : files) {
            for (TypeDeclarationDescr type : file.parsed().getTypeDeclarations()) {
                var fields = new LinkedHashMap<String, Kind>();
                for (TypeFieldDescr field : type.getFields().values()) {
                    Kind kind = kind(typeOf(field));
                    fields.put(field.getFieldName(), kind == null ? new Kind(null, null, null) : kind);
                }
                types.put(type.getTypeName(), fields);
            }
        }
    }

    /** The type as written, with what a list holds. */
    static String typeOf(TypeFieldDescr field) {
        var generic = field.getPattern().getGenericType();
        return generic == null ? field.getPattern().getObjectType() : generic.toString();
    }

    /** What a name of a type stands for; null when it stands for nothing. */
    @Nullable
    Kind kind(String name) {
        Matcher list = LIST.matcher(name);
        if (list.matches()) {
            return new Kind(null, List.class, kind(list.group(1)));
        }
        if (types.containsKey(name)) {
            return Kind.declared(name);
        }
        if (enums.contains(name)) {
            return new Kind(null, null, null);
        }
        Class<?> known = java.find(name);
        return known == null ? null : Kind.java(known);
    }

    boolean declares(String type) {
        return types.containsKey(type);
    }

    Set<String> types() {
        return types.keySet();
    }

    boolean isEnum(String name) {
        return enums.contains(name);
    }

    Set<String> functions() {
        return functions;
    }

    /** What a function of the pack returns; null when that is not known. */
    @Nullable
    Kind result(String function) {
        String type = results.get(function);
        return type == null ? null : kind(type);
    }

    /** The type of what a function of the pack takes at a place; null when that is not known. */
    @Nullable
    String parameter(String function, int place) {
        List<String> all = parameters.getOrDefault(function, List.of());
        return place >= 0 && place < all.size() ? all.get(place) : null;
    }

    Set<String> globals() {
        return globals;
    }

    /** The fields of a declared type, inherited ones first; none when it is not declared. */
    Map<String, Kind> fields(String type) {
        var fields = new LinkedHashMap<String, Kind>();
        collect(type, fields, new HashSet<>());
        return fields;
    }

    private void collect(String type, Map<String, Kind> fields, Set<String> seen) {
        if (seen.add(type)) {
            parents.getOrDefault(type, List.of()).forEach(parent -> collect(parent, fields, seen));
            fields.putAll(types.getOrDefault(type, Map.of()));
        }
    }

    /** The type above that declares the field too; null when none does. */
    @Nullable
    String parentWith(String type, String field) {
        for (String parent : parents.getOrDefault(type, List.of())) {
            if (!parent.equals(type) && !extendsItself(type) && fields(parent).containsKey(field)) {
                return parent;
            }
        }
        return null;
    }

    /** The declared types that a type is made of, with the type itself and those above it. */
    Set<String> within(String type) {
        var found = new HashSet<String>();
        var open = new ArrayList<>(List.of(type));
        while (!open.isEmpty()) {
            String next = open.remove(open.size() - 1);
            if (types.containsKey(next) && found.add(next)) {
                open.addAll(parents.getOrDefault(next, List.of()));
                for (Kind kind : types.getOrDefault(next, Map.of()).values()) {
                    Kind of = kind.element() == null ? kind : kind.element();
                    if (of.declared() != null) {
                        open.add(of.declared());
                    }
                }
            }
        }
        return found;
    }

    /** Whether the type extends the other, at once or by way of others. */
    boolean isA(String type, String other) {
        return !extendsItself(type)
                && parents.getOrDefault(type, List.of()).stream()
                        .anyMatch(parent -> parent.equals(other) || isA(parent, other));
    }

    boolean extendsItself(String type) {
        var seen = new HashSet<String>();
        var open = new ArrayList<>(parents.getOrDefault(type, List.of()));
        while (!open.isEmpty()) {
            String parent = open.remove(open.size() - 1);
            if (parent.equals(type)) {
                return true;
            }
            if (seen.add(parent)) {
                open.addAll(parents.getOrDefault(parent, List.of()));
            }
        }
        return false;
    }

    /** Whether all that a type is made of is known, so that a name that is not among its fields is none. */
    boolean isWhole(String type) {
        return !extendsItself(type)
                && types.containsKey(type)
                && parents.getOrDefault(type, List.of()).stream().allMatch(this::isWhole);
    }

    /** What is wrong with a path such as {@code lines[2].amount}: the type, and the field that it does not have. */
    @Nullable
    MissingField missing(String type, String path) {
        String at = type;
        Matcher part = PATH_PART.matcher(path);
        int end = 0;
        while (end < path.length()) {
            if (at == null || !part.region(end, path.length()).lookingAt()) {
                return new MissingField(at == null ? type : at, path, List.of());
            }
            Map<String, Kind> fields = fields(at);
            Kind kind = fields.get(part.group(1));
            if (kind == null) {
                return new MissingField(at, part.group(1), new ArrayList<>(fields.keySet()));
            }
            Kind element = kind.isList() ? kind.element() : kind;
            at = element == null ? null : element.declared();
            end = part.end();
        }
        return null;
    }

    /** @param known the fields that there are */
    record MissingField(String type, String field, List<String> known) {}
}
