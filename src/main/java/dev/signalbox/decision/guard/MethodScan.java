package dev.signalbox.decision.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Reads one method: every class, field and method it names. */
final class MethodScan extends MethodVisitor {
    private static final Set<String> BOOTSTRAPS = Set.of(
            "java/lang/invoke/StringConcatFactory.makeConcatWithConstants",
            "java/lang/invoke/LambdaMetafactory.metafactory",
            "java/lang/invoke/LambdaMetafactory.altMetafactory");
    private static final Set<String> MAY_BE_CAUGHT = Set.of(
            "java/lang/Exception",
            "java/lang/RuntimeException",
            "java/lang/IllegalArgumentException",
            "java/lang/NumberFormatException",
            "java/lang/ArithmeticException",
            "java/time/DateTimeException",
            "java/time/format/DateTimeParseException");

    private static final Set<String> OF_ANY_OBJECT =
            Set.of("hashCode", "clone", "getClass", "getDeclaringClass", "wait", "notify", "notifyAll", "finalize");

    private final ClassGuard guard;
    private final String owner;
    private final ClassKind kind;
    private final String method;
    private final boolean written;
    private final SafeJava safe;
    private final List<String> lambdas = new ArrayList<>();
    private final TextScan texts;
    private @Nullable String lastText;
    private @Nullable String rule;

    /** @param written whether people wrote it, and not Drools */
    MethodScan(
            ClassGuard guard,
            String owner,
            ClassKind kind,
            String method,
            String descriptor,
            boolean isStatic,
            boolean written) {
        super(Opcodes.ASM9);
        this.guard = guard;
        this.owner = owner;
        this.kind = kind;
        this.method = method;
        this.written = written;
        this.texts = new TextScan(descriptor, isStatic, (what, word) -> {
            if (written) {
                refuse(what + " in a text", Reasons.of("java.lang.Object.toString"), word);
            }
        });
        this.safe = written ? SafeJava.WRITTEN : SafeJava.GENERATED;
    }

    @Override
    public void visitMethodInsn(int opcode, String target, String name, String descriptor, boolean isInterface) {
        if (kind == ClassKind.TYPE && target.equals("java/lang/Object") && name.equals("<init>")) {
            return;
        }
        if (target.equals("org/drools/modelcompiler/dsl/pattern/D") && name.equals("rule")) {
            rule = lastText;
        }
        checkMember(target, name, descriptor);
        if (written) {
            texts.call(opcode, target, name, descriptor);
        }
    }

    @Override
    public void visitVarInsn(int opcode, int index) {
        texts.variable(opcode, index);
    }

    @Override
    public void visitFieldInsn(int opcode, String target, String name, String descriptor) {
        if (guard.kindOf(target) == ClassKind.LAMBDA) {
            lambdas.add(target);
        }
        boolean sets = opcode == Opcodes.PUTFIELD || opcode == Opcodes.PUTSTATIC;
        boolean own = target.equals(owner) && (!written || kind == ClassKind.TYPE);
        if (sets && !own) {
            refuse(
                    ClassScan.dotted(target) + "." + name,
                    "a rule changes nothing that another one sees; use route.set",
                    name);
        } else {
            checkMember(target, name, descriptor);
        }
    }

    private void checkMember(String target, String name, String descriptor) {
        if (target.startsWith("[")) {
            if (!name.equals("clone")) {
                refuse("an array's " + name, Reasons.of("." + name), name);
            }
            return;
        }
        String full = ClassScan.dotted(target) + "." + name;
        ClassKind known = guard.kindOf(target);
        if (known != null) {
            checkOwn(target, known, name, full, descriptor.startsWith("("));
        } else if (!safe.allows(target, name)) {
            refuse(
                    name.equals("<init>") ? "new " + ClassScan.dotted(target) : full,
                    Reasons.of(full),
                    name,
                    simple(target));
        } else {
            checkTypes(full, name, descriptor);
        }
    }

    /** A member of one of the pack's own classes, or one that its class inherits. */
    private void checkOwn(String target, ClassKind known, String name, String full, boolean isCall) {
        if (!written) {
            return;
        }
        boolean isOpen = switch (known) {
            case TYPE, OTHER -> true;
            // Its fields are the dates that conditions compare with.
            case RULES -> !isCall || guard.isFunction(name) || name.startsWith("lambda$");
            case LAMBDA, METHODS, LISTS, METADATA, PROJECT -> false;
        };
        if (OF_ANY_OBJECT.contains(name)) {
            refuse(full, Reasons.of(full), name);
        } else if (known == ClassKind.TYPE && kind != ClassKind.TYPE && name.startsWith("set")) {
            refuse(
                    full,
                    "every rule sees the item as it came, so that their order never matters; use route.set",
                    name,
                    property(name));
        } else if (!isOpen && !target.equals(owner)) {
            refuse(full, "rules do not reach the rule engine; delete it", name);
        }
    }

    private void checkTypes(String full, String name, String descriptor) {
        if (!descriptor.startsWith("(")) {
            checkType(Type.getType(descriptor), full, name);
            return;
        }
        for (Type type : Type.getArgumentTypes(descriptor)) {
            checkType(type, full, name);
        }
        checkType(Type.getReturnType(descriptor), full, name);
    }

    private void checkType(Type type, String full, String name) {
        String element = SafeJava.elementOf(type);
        if (!element.isEmpty() && guard.kindOf(element) == null && !safe.allowsType(element)) {
            String used = ClassScan.dotted(element);
            refuse(full.equals(used) ? used : full + " with " + used, Reasons.of(used), name);
        }
    }

    @Override
    public void visitIntInsn(int opcode, int operand) {
        if (opcode == Opcodes.NEWARRAY) {
            texts.pushed(Type.getType("[I"));
        }
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
        texts.made(opcode, type);
        if (opcode == Opcodes.NEW) {
            return; // its constructor is judged
        }
        checkType(Type.getObjectType(type), ClassScan.dotted(type), simple(type));
    }

    @Override
    public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
        texts.pushed(Type.getType(descriptor));
        checkType(Type.getType(descriptor), descriptor, descriptor);
    }

    @Override
    public void visitLdcInsn(Object value) {
        if (value instanceof String text) {
            lastText = text;
        } else if (value instanceof Type type && written) {
            refuse(
                    "the class " + type.getClassName(),
                    Reasons.of("java.lang.Class"),
                    simple(SafeJava.elementOf(type)),
                    "class");
        } else if (value instanceof Type type && kind != ClassKind.METADATA) {
            checkType(type, ClassScan.dotted(SafeJava.elementOf(type)), simple(SafeJava.elementOf(type)));
        } else if (value instanceof Handle || value instanceof ConstantDynamic) {
            refuse("a method handle", Reasons.of("java.lang.invoke"));
        }
    }

    @Override
    public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
        if (!BOOTSTRAPS.contains(bootstrap.getOwner() + "." + bootstrap.getName())) {
            refuse("invokedynamic of " + ClassScan.dotted(bootstrap.getOwner()), Reasons.of("java.lang.invoke"));
        }
        checkTypes("a lambda", name, descriptor);
        for (Object argument : arguments) {
            if (argument instanceof Handle handle) {
                if (handle.getOwner().equals(owner)) {
                    guard.encloses(owner + "." + handle.getName(), owner + "." + method);
                }
                checkMember(handle.getOwner(), handle.getName(), handle.getDesc());
            } else if (argument instanceof ConstantDynamic) {
                refuse("a method handle", Reasons.of("java.lang.invoke"));
            }
        }
        if (written) {
            texts.indy(descriptor, bootstrap, arguments);
        }
    }

    @Override
    public void visitTryCatchBlock(Label start, Label end, Label handler, @Nullable String type) {
        if (written && (type == null || !MAY_BE_CAUGHT.contains(type))) {
            refuse(
                    type == null ? "finally or synchronized" : "catch of " + ClassScan.dotted(type),
                    "the server could not stop the rule; catch an IllegalArgumentException, or nothing",
                    "finally",
                    "synchronized",
                    type == null ? "catch" : simple(type));
        }
    }

    @Override
    public void visitInsn(int opcode) {
        texts.plain(opcode);
        if (opcode == Opcodes.MONITORENTER) {
            refuse("synchronized", Reasons.of("java.lang.Thread"), "synchronized");
        }
    }

    @Override
    public void visitEnd() {
        String name = rule;
        if (name != null && kind != ClassKind.LAMBDA) {
            lambdas.forEach(lambda -> guard.belongs(lambda, name));
            guard.belongs(owner + "." + method, name);
        }
    }

    private void refuse(String used, String reason, String... words) {
        var wanted = new ArrayList<String>();
        for (String word : words) {
            if (!word.equals("<init>")) {
                wanted.add(word);
                wanted.add(property(word));
            }
        }
        guard.found(owner, method, used, reason, wanted);
    }

    /** {@code getAmount} may be written {@code amount}. */
    private static String property(String name) {
        String bare = name.replaceFirst("^(get|set|is)(?=[A-Z])", "");
        return bare.equals(name) ? name : Character.toLowerCase(bare.charAt(0)) + bare.substring(1);
    }

    private static String simple(String internalName) {
        return internalName.substring(Math.max(internalName.lastIndexOf('/'), internalName.lastIndexOf('$')) + 1);
    }
}
