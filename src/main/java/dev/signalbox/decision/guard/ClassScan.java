package dev.signalbox.decision.guard;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Reads one class. */
final class ClassScan extends ClassVisitor {
    /** What Drools and the compiler write into each condition and consequence. */
    private static final Set<String> AROUND_A_LAMBDA =
            Set.of("<clinit>", "<init>", "values", "valueOf", "getExpressionHash", "predicateInformation", "$values");

    private static final Set<String> OF_RULES = Set.of(
            "<clinit>",
            "<init>",
            "getTypeMetaDatas",
            "getRulesList",
            "getRules",
            "getQueries",
            "getName",
            "getGlobals",
            "getEntryPoints");
    private static final Set<String> OF_METADATA =
            Set.of("<clinit>", "<init>", "getPropertyIndex", "getPropertiesSize", "getDomainClass");
    private static final Set<String> OF_PROJECT =
            Set.of("<init>", "getVersion", "getReleaseId", "getModelsForKieBase", "getModels", "getKieModuleModel");

    private final ClassGuard guard;
    private final String name;
    private final ClassKind kind;

    ClassScan(ClassGuard guard, String name) {
        super(Opcodes.ASM9);
        this.guard = guard;
        this.name = name;
        ClassKind known = guard.kindOf(name);
        this.kind = known == null ? ClassKind.OTHER : known;
    }

    @Override
    public void visit(
            int version,
            int access,
            String className,
            @Nullable String signature,
            @Nullable String parent,
            String[] interfaces) {
        if (kind == ClassKind.OTHER) {
            guard.found(
                    name,
                    "",
                    "a class of its own",
                    "rules are made of conditions, verbs and functions",
                    List.of("class", "new"));
            return;
        }
        if (!mayExtend(String.valueOf(parent))) {
            guard.found(
                    name,
                    "",
                    dotted(String.valueOf(parent)),
                    "a type extends another declared type only",
                    List.of("extends"));
        }
        for (String implemented : interfaces) {
            if (!SafeJava.GENERATED.allowsType(implemented)
                    && !implemented.startsWith("org/drools/modelcompiler/")
                    && !implemented.startsWith("org/kie/api/definition/")
                    && !implemented.equals("java/io/Serializable")) {
                guard.found(name, "", dotted(implemented), Reasons.of(dotted(implemented)), List.of());
            }
        }
    }

    private boolean mayExtend(String parent) {
        return switch (kind) {
            case LAMBDA -> parent.equals("java/lang/Enum");
            case TYPE -> parent.equals("java/lang/Object") || guard.kindOf(parent) == ClassKind.TYPE;
            default -> parent.equals("java/lang/Object");
        };
    }

    @Override
    public @Nullable FieldVisitor visitField(
            int access, String field, String descriptor, @Nullable String signature, @Nullable Object value) {
        boolean isStatic = (access & Opcodes.ACC_STATIC) != 0;
        boolean isFinal = (access & Opcodes.ACC_FINAL) != 0;
        boolean isConstant = isFinal && (kind != ClassKind.TYPE || field.equals("serialVersionUID"));
        if (isStatic && !isConstant && !isTableOfASwitch(access, field)) {
            guard.found(
                    name,
                    "",
                    "a static field",
                    "items would share it; every item is decided by itself",
                    List.of("static", field));
        }
        return null;
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
            int access, String method, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        boolean isPlain = (access & (Opcodes.ACC_NATIVE | Opcodes.ACC_SYNCHRONIZED)) == 0;
        if (!isPlain) {
            guard.found(
                    name,
                    method,
                    "native or synchronized",
                    Reasons.of("java.lang.Thread"),
                    List.of("native", "synchronized"));
        }
        if (kind == ClassKind.TYPE && method.equals("<clinit>")) {
            guard.found(
                    name,
                    method,
                    "a static initialiser",
                    "items would share it; every item is decided by itself",
                    List.of());
        }
        if (!isKnown(access, method)) {
            guard.found(
                    name,
                    method,
                    "a member of its own, " + method,
                    "what puts the rules together is not written by people",
                    List.of(method));
        }
        if (kind == ClassKind.OTHER) {
            return null;
        }
        return new MethodScan(
                guard,
                name,
                kind,
                method,
                descriptor,
                (access & Opcodes.ACC_STATIC) != 0,
                !isTableOfASwitch(access, method) && isWritten(method));
    }

    /** Whether Drools gives such a class a member of this name. */
    private boolean isKnown(int access, String method) {
        return switch (kind) {
            case LAMBDA, TYPE, OTHER -> true;
            case RULES ->
                OF_RULES.contains(method)
                        || guard.isFunction(method)
                        || method.startsWith("rule_")
                        || method.startsWith("lambda$")
                        || isTableOfASwitch(access, method);
            case METHODS -> method.equals("<init>") || method.startsWith("rule_") || method.startsWith("lambda$");
            case LISTS -> method.equals("<init>") || method.equals("getRulesList");
            case METADATA -> OF_METADATA.contains(method);
            case PROJECT -> OF_PROJECT.contains(method);
        };
    }

    /** What the compiler makes of a switch on an enum: a table, and the method that fills it in. */
    private static boolean isTableOfASwitch(int access, String member) {
        return (access & Opcodes.ACC_SYNTHETIC) != 0 && member.startsWith("$SWITCH_TABLE$");
    }

    /** Whether people wrote it; what may be either is judged as written. */
    private boolean isWritten(String method) {
        return method.startsWith("lambda$")
                || switch (kind) {
                    case LAMBDA -> !AROUND_A_LAMBDA.contains(method);
                    case RULES, METHODS -> guard.isFunction(method);
                    case LISTS, METADATA, PROJECT -> false;
                    // Its fields start with values that people wrote.
                    case TYPE, OTHER -> true;
                };
    }

    @Override
    public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
        String annotation = dotted(Type.getType(descriptor).getInternalName());
        if (!annotation.startsWith("org.drools.") && !annotation.startsWith("org.kie.api.definition.type.")) {
            guard.found(name, "", "@" + annotation, Reasons.of(annotation), List.of());
        }
        return null;
    }

    static String dotted(String internalName) {
        return internalName.replace('/', '.').replace('$', '.');
    }
}
