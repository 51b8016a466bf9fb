package dev.signalbox.decision.exact;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Goes through the classes that were made of a pack, and puts exact arithmetic where Java's own would lose a part of a
 * number without a word: whole numbers that are too large make the rule fail instead of starting anew at the other end,
 * and {@code new BigDecimal(0.1)} is 0.1. So functions and consequences, which are Java, mean what they say as well.
 */
public final class ExactClasses extends ClassVisitor {
    private static final String JAVA = internal(JavaNumbers.class);
    private static final String NUMBERS = internal(ExactNumbers.class);
    private static final String DECIMAL = "java/math/BigDecimal";
    private static final String EVALUATION = "org/drools/modelcompiler/util/EvaluationUtil";
    private static final String ACCUMULATORS = "org/drools/core/base/accumulators/";

    /** Members that take and return the same as those which take their place. */
    private static final Map<String, String> SAME = Map.ofEntries(
            Map.entry("java/lang/Integer.sum", "add"),
            Map.entry("java/lang/Long.sum", "add"),
            Map.entry("java/lang/Math.abs(I)I", "abs"),
            Map.entry("java/lang/Math.abs(J)J", "abs"),
            Map.entry("java/lang/Math.negateExact", "negate"),
            Map.entry("java/lang/Math.addExact", "add"),
            Map.entry("java/lang/Math.subtractExact", "subtract"),
            Map.entry("java/lang/Math.multiplyExact(II)I", "multiply"),
            Map.entry("java/lang/Math.multiplyExact(JJ)J", "multiply"),
            Map.entry("java/lang/Math.toIntExact", "whole"));

    /** Comparisons that Drools makes by way of binary fractions. */
    private static final Map<String, String> COMPARISONS = Map.of(
            "areNumbersNullSafeEquals", "equal",
            "greaterThanNumbers", "greater",
            "lessThanNumbers", "less",
            "greaterOrEqualNumbers", "atLeast",
            "lessOrEqualNumbers", "atMost",
            "toBigDecimal", "number");

    private static final Map<String, Class<?>> TOTALS = Map.of(
            ACCUMULATORS + "IntegerSumAccumulateFunction", ExactTotal.OfIntegers.class,
            ACCUMULATORS + "LongSumAccumulateFunction", ExactTotal.OfLongs.class,
            ACCUMULATORS + "BigDecimalAverageAccumulateFunction", ExactTotal.Average.class);

    private static final List<String> WHOLE_VALUES = List.of("intValue", "longValue");
    private static final List<String> NUMBER_CLASSES =
            List.of("java/lang/Number", "java/lang/Long", DECIMAL, "java/math/BigInteger");

    private ExactClasses(ClassVisitor next) {
        super(Opcodes.ASM9, next);
    }

    /** @param classes by internal name */
    public static Map<String, byte[]> of(Map<String, byte[]> classes) {
        var exact = new TreeMap<String, byte[]>();
        classes.forEach((name, bytes) -> {
            var reader = new ClassReader(bytes);
            var writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
            reader.accept(new ExactClasses(writer), 0);
            exact.put(name, writer.toByteArray());
        });
        return exact;
    }

    private static String internal(Class<?> type) {
        return type.getName().replace('.', '/');
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
        // Hash codes are to start anew; so nobody may write one.
        return next == null || name.equals("hashCode") ? next : new Exact(new DecimalConstants(next));
    }

    private static final class Exact extends MethodVisitor {
        Exact(MethodVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visitInsn(int opcode) {
            switch (opcode) {
                case Opcodes.IADD -> call("add", "(II)I");
                case Opcodes.ISUB -> call("subtract", "(II)I");
                case Opcodes.IMUL -> call("multiply", "(II)I");
                case Opcodes.IDIV -> call("divide", "(II)I");
                case Opcodes.INEG -> call("negate", "(I)I");
                case Opcodes.LADD -> call("add", "(JJ)J");
                case Opcodes.LSUB -> call("subtract", "(JJ)J");
                case Opcodes.LMUL -> call("multiply", "(JJ)J");
                case Opcodes.LDIV -> call("divide", "(JJ)J");
                case Opcodes.LNEG -> call("negate", "(J)J");
                case Opcodes.L2I -> call("whole", "(J)I");
                default -> super.visitInsn(opcode);
            }
        }

        private void call(String name, String descriptor) {
            super.visitMethodInsn(Opcodes.INVOKESTATIC, JAVA, name, descriptor, false);
        }

        @Override
        public void visitIincInsn(int variable, int increment) {
            super.visitVarInsn(Opcodes.ILOAD, variable);
            super.visitIntInsn(Opcodes.SIPUSH, increment);
            call("add", "(II)I");
            super.visitVarInsn(Opcodes.ISTORE, variable);
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            if (owner.equals(DECIMAL) && name.equals("<init>") && descriptor.equals("(D)V")) {
                call("written", "(D)Ljava/lang/String;");
                super.visitMethodInsn(opcode, owner, name, "(Ljava/lang/String;)V", false);
                return;
            }
            Handle exact = exact(opcode, owner, name, descriptor);
            if (exact == null) {
                super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
            } else {
                super.visitMethodInsn(Opcodes.INVOKESTATIC, exact.getOwner(), exact.getName(), exact.getDesc(), false);
            }
        }

        @Override
        public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
            Object[] exact = arguments.clone();
            for (int i = 0; i < exact.length; i++) {
                exact[i] = exact[i] instanceof Handle handle ? exact(handle) : exact[i];
            }
            super.visitInvokeDynamicInsn(name, descriptor, bootstrap, exact);
        }

        private static Handle exact(Handle handle) {
            Class<?> total = TOTALS.get(handle.getOwner());
            if (total != null && handle.getName().equals("<init>")) {
                return new Handle(handle.getTag(), internal(total), "<init>", handle.getDesc(), false);
            }
            int opcode = handle.getTag() == Opcodes.H_INVOKESTATIC ? Opcodes.INVOKESTATIC : Opcodes.INVOKEVIRTUAL;
            Handle exact = exact(opcode, handle.getOwner(), handle.getName(), handle.getDesc());
            return exact == null ? handle : exact;
        }

        private static @Nullable Handle exact(int opcode, String owner, String name, String descriptor) {
            if (opcode != Opcodes.INVOKESTATIC) {
                boolean whole = WHOLE_VALUES.contains(name) && NUMBER_CLASSES.contains(owner);
                if (whole) {
                    return to(JAVA, name, "(Ljava/lang/Number;)" + descriptor.substring(2));
                }
                boolean sum = name.equals("sum") && owner.matches("java/util/stream/(Int|Long)Stream");
                return sum ? to(JAVA, name, "(L" + owner + ";)" + descriptor.substring(2)) : null;
            }
            if (owner.equals(EVALUATION) && COMPARISONS.containsKey(name) && !descriptor.contains("String;")) {
                String types = descriptor.replaceAll("L[\\w/]+;(?=.*\\))", "Ljava/lang/Object;");
                return to(NUMBERS, String.valueOf(COMPARISONS.get(name)), types);
            }
            String same = SAME.getOrDefault(owner + "." + name + descriptor, SAME.get(owner + "." + name));
            return same == null ? null : to(JAVA, same, descriptor);
        }

        private static Handle to(String owner, String name, String descriptor) {
            return new Handle(Opcodes.H_INVOKESTATIC, owner, name, descriptor, false);
        }
    }
}
