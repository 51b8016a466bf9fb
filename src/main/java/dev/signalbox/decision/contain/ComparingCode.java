package dev.signalbox.decision.contain;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** The code of a condition, with comparisons of its own in the place of Drools'; a test for null, written as such, stays what it is. */
class ComparingCode extends MethodVisitor {
    private static final String DROOLS = "org/drools/modelcompiler/util/EvaluationUtil";
    private static final String DSL = "org/drools/modelcompiler/dsl/pattern/D";
    private static final Set<String> EQUALITY =
            Set.of("areNullSafeEquals", "areNumbersNullSafeEquals", "equals", "notEquals");
    private static final String OPERATORS = "org/drools/model/operators/";

    private final String comparisons;
    /** Whether a null is on the stack that was written as such. */
    private boolean isNull;

    private boolean amongValues;
    private boolean operates;

    ComparingCode(@Nullable MethodVisitor next, String comparisons) {
        super(Opcodes.ASM9, next);
        this.comparisons = comparisons;
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String called, String descriptor, boolean isInterface) {
        boolean compares = owner.equals(DROOLS) && EQUALITY.contains(called) && !isNull;
        boolean looks = owner.equals(DSL) && called.equals("eval") && operates && !amongValues;
        if (owner.equals("java/lang/String") && called.equals("matches")) {
            super.visitMethodInsn(
                    Opcodes.INVOKESTATIC, comparisons, called, "(Ljava/lang/String;Ljava/lang/String;)Z", false);
        } else {
            super.visitMethodInsn(opcode, compares || looks ? comparisons : owner, called, descriptor, isInterface);
        }
        isNull &= descriptor.startsWith("()");
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String field, String descriptor) {
        if (owner.startsWith(OPERATORS)) {
            operates = true;
            amongValues = false;
        }
        super.visitFieldInsn(opcode, owner, field, descriptor);
    }

    @Override
    public void visitInsn(int opcode) {
        amongValues |= opcode == Opcodes.AASTORE && isNull;
        isNull = opcode == Opcodes.ACONST_NULL || (isNull && opcode != Opcodes.AASTORE);
        super.visitInsn(opcode);
    }

    @Override
    public void visitJumpInsn(int opcode, Label label) {
        isNull = false;
        super.visitJumpInsn(opcode, label);
    }
}
