package dev.signalbox.decision.exact;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Drools writes {@code new BigDecimal("19.99")} into a condition, which is read anew for each item. It becomes
 * {@code BigDecimal.valueOf(1999, 2)}, in a tenth of the time. The four instructions of the one are held back until it is
 * known that they are all there.
 */
final class DecimalConstants extends MethodVisitor {
    private static final String DECIMAL = "java/math/BigDecimal";
    private static final int LONG_DIGITS = 18;

    /** How many of: new, dup, the text. */
    private int held;

    private String text = "";

    DecimalConstants(MethodVisitor next) {
        super(Opcodes.ASM9, next);
    }

    private void release() {
        int before = held;
        held = 0;
        if (before > 0) {
            super.visitTypeInsn(Opcodes.NEW, DECIMAL);
        }
        if (before > 1) {
            super.visitInsn(Opcodes.DUP);
        }
        if (before > 2) {
            super.visitLdcInsn(text);
        }
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
        release();
        if (opcode == Opcodes.NEW && type.equals(DECIMAL)) {
            held = 1;
        } else {
            super.visitTypeInsn(opcode, type);
        }
    }

    @Override
    public void visitInsn(int opcode) {
        if (held == 1 && opcode == Opcodes.DUP) {
            held = 2;
        } else {
            release();
            super.visitInsn(opcode);
        }
    }

    @Override
    public void visitLdcInsn(Object value) {
        if (held == 2 && value instanceof String number) {
            held = 3;
            text = number;
        } else {
            release();
            super.visitLdcInsn(value);
        }
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
        boolean made = held == 3 && owner.equals(DECIMAL) && descriptor.equals("(Ljava/lang/String;)V");
        BigDecimal number = made ? number(text) : null;
        if (number == null) {
            release();
            super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
        } else {
            held = 0;
            super.visitLdcInsn(number.unscaledValue().longValueExact());
            super.visitLdcInsn(number.scale());
            super.visitMethodInsn(Opcodes.INVOKESTATIC, DECIMAL, "valueOf", "(JI)Ljava/math/BigDecimal;", false);
        }
    }

    private static @Nullable BigDecimal number(String text) {
        try {
            var number = new BigDecimal(text);
            return number.precision() > LONG_DIGITS ? null : number;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    @Override
    public void visitIntInsn(int opcode, int operand) {
        release();
        super.visitIntInsn(opcode, operand);
    }

    @Override
    public void visitVarInsn(int opcode, int variable) {
        release();
        super.visitVarInsn(opcode, variable);
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
        release();
        super.visitFieldInsn(opcode, owner, name, descriptor);
    }

    @Override
    public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
        release();
        super.visitInvokeDynamicInsn(name, descriptor, bootstrap, arguments);
    }

    @Override
    public void visitJumpInsn(int opcode, Label label) {
        release();
        super.visitJumpInsn(opcode, label);
    }

    @Override
    public void visitLabel(Label label) {
        release();
        super.visitLabel(label);
    }
}
