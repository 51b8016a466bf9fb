package dev.signalbox.decision.guard;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Looks in one method for what becomes text and is no value: the text of a lambda, an array or a stream is a number that differs
 * from one run to the next. It follows what was made last, and what variables were given: what hides better is found by nobody who
 * reads the rule either.
 */
final class TextScan {
    private static final Pattern NO_VALUE = Pattern.compile(
            "java/util/(function|stream)/.*|java/util/(Iterator|ListIterator|Comparator)"
                    + "|java/util/regex/MatchResult|java/lang/Iterable|java/time/temporal/TemporalAdjuster|dev/signalbox/.*");

    /** Methods that make a text of any object. */
    private static final Set<String> TO_TEXT = Set.of(
            "java/lang/String.valueOf(Ljava/lang/Object;)Ljava/lang/String;",
            "java/lang/StringBuilder.append(Ljava/lang/Object;)Ljava/lang/StringBuilder;",
            "java/lang/StringBuilder.insert(ILjava/lang/Object;)Ljava/lang/StringBuilder;",
            "java/lang/Object.toString()Ljava/lang/String;");

    private final BiConsumer<String, String> refuse;
    private final Map<Integer, Type> variables = new HashMap<>();
    private Type last = Type.VOID_TYPE;
    private String lastCall = "";
    private boolean ofObjects;

    /** @param refuse takes what it is, and the word that may be looked for */
    TextScan(String descriptor, boolean isStatic, BiConsumer<String, String> refuse) {
        this.refuse = refuse;
        int index = isStatic ? 0 : 1;
        for (Type type : Type.getArgumentTypes(descriptor)) {
            variables.put(index, type);
            index += type.getSize();
        }
    }

    void pushed(Type type) {
        last = type;
    }

    void made(int opcode, String type) {
        if (opcode == Opcodes.ANEWARRAY) {
            last = Type.getType("[" + Type.getObjectType(type).getDescriptor());
            ofObjects |= type.equals("java/lang/Object");
        } else {
            last = Type.getObjectType(type);
        }
    }

    void variable(int opcode, int index) {
        if (opcode == Opcodes.ALOAD) {
            last = variables.getOrDefault(index, Type.VOID_TYPE);
        } else if (opcode == Opcodes.ASTORE) {
            variables.put(index, last);
        } else {
            last = Type.VOID_TYPE;
        }
    }

    void plain(int opcode) {
        if (opcode == Opcodes.AASTORE && ofObjects) {
            check(last);
        }
        if (opcode != Opcodes.DUP) {
            last = Type.VOID_TYPE;
        }
    }

    void call(int opcode, String owner, String name, String descriptor) {
        boolean ofItself = name.equals("toString") && isNoValue(Type.getObjectType(owner));
        if (ofItself || TO_TEXT.contains(owner + "." + name + descriptor)) {
            check(ofItself ? Type.getObjectType(owner) : last);
        }
        Type result = Type.getReturnType(descriptor);
        last = name.equals("<init>") && opcode == Opcodes.INVOKESPECIAL ? Type.getObjectType(owner) : result;
        lastCall = name;
    }

    void indy(String descriptor, Handle bootstrap, Object... arguments) {
        if (bootstrap.getOwner().endsWith("StringConcatFactory")) {
            for (Type type : Type.getArgumentTypes(descriptor)) {
                check(type);
            }
        } else if (arguments.length > 2 && arguments[1] instanceof Handle to && arguments[2] instanceof Type given) {
            if (TO_TEXT.contains(to.getOwner() + "." + to.getName() + to.getDesc())) {
                for (Type type : given.getArgumentTypes()) {
                    check(type);
                }
            }
        }
        last = Type.getReturnType(descriptor);
        lastCall = "->";
    }

    private void check(Type type) {
        if (isNoValue(type)) {
            refuse.accept(words(type), lastCall);
        }
    }

    private static boolean isNoValue(Type type) {
        return type.getSort() == Type.ARRAY
                || (type.getSort() == Type.OBJECT
                        && NO_VALUE.matcher(type.getInternalName()).matches());
    }

    private static String words(Type type) {
        if (type.getSort() == Type.ARRAY) {
            return "an array";
        }
        @Nullable String name = type.getInternalName();
        return name.startsWith("java/util/function/") ? "a lambda" : ClassScan.dotted(name);
    }
}
