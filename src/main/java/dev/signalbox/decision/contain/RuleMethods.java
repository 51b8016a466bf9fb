package dev.signalbox.decision.contain;

import dev.signalbox.decision.contain.Lambda.Getter;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Reads the methods that put rules together: which lambdas each rule uses. What a rule gathers by goes through the hook. */
final class RuleMethods extends ClassVisitor {
    /** How functions begin that nobody wrote. */
    private static final String UNWRITTEN = "signalbox_";

    private static final String DSL = "org/drools/modelcompiler/dsl/pattern/D";
    /** By one key of the fact, and one of those before. */
    private static final String JOIN = "(Ljava/lang/Class;Lorg/drools/model/Index$ConstraintType;I"
            + "Lorg/drools/model/functions/Function1;Lorg/drools/model/functions/Function1;Ljava/lang/Class;)";

    private static final String COLLECTING = "org/drools/modelcompiler/constraints/GenericCollectAccumulator";
    private static final String GATHERING = "(Ljava/util/function/Supplier;";

    private final String hook;
    private final String comparisons;
    private final String collecting;
    private final BiConsumer<String, String> uses;
    private final Consumer<Getter> read;

    /**
     * Over all that is no lambda.
     *
     * @param uses is told the name of a rule, and the internal name of a class that it uses
     * @param read is told the methods without parameters that functions call
     */
    RuleMethods(
            ClassVisitor next,
            String hook,
            String comparisons,
            String collecting,
            BiConsumer<String, String> uses,
            Consumer<Getter> read) {
        super(Opcodes.ASM9, next);
        this.hook = hook;
        this.comparisons = comparisons;
        this.collecting = collecting;
        this.uses = uses;
        this.read = read;
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
            int access, String method, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        return new OfOneRule(
                super.visitMethod(access, method, descriptor, signature, exceptions),
                method.startsWith(UNWRITTEN) ? getter -> {} : read);
    }

    private final class OfOneRule extends MethodVisitor {
        private final Consumer<Getter> read;
        private final Set<String> used = new LinkedHashSet<>();
        private String lastText = "";
        private @Nullable String rule;

        OfOneRule(@Nullable MethodVisitor next, Consumer<Getter> read) {
            super(Opcodes.ASM9, next);
            this.read = read;
        }

        @Override
        public void visitLdcInsn(Object value) {
            lastText = value instanceof String text ? text : lastText;
            super.visitLdcInsn(value);
        }

        @Override
        public void visitTypeInsn(int opcode, String type) {
            super.visitTypeInsn(opcode, type.equals(COLLECTING) ? collecting : type);
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String field, String descriptor) {
            used.add(owner);
            super.visitFieldInsn(opcode, owner, field, descriptor);
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String called, String descriptor, boolean isInterface) {
            String known = rule;
            if (descriptor.startsWith("()")) {
                read.accept(new Getter(owner, called));
            }
            if (owner.equals(DSL) && called.equals("rule")) {
                // Drools keeps apostrophes escaped, as they stood in its Java.
                rule = lastText.replace("\\'", "'");
            } else if (owner.equals(DSL)
                    && called.equals("accFunction")
                    && descriptor.startsWith(GATHERING)
                    && known != null) {
                super.visitLdcInsn(known);
                super.visitMethodInsn(
                        opcode, hook, called, descriptor.replace(")", "Ljava/lang/String;)"), isInterface);
                return;
            }
            if (owner.equals(COLLECTING)) {
                super.visitMethodInsn(opcode, collecting, called, descriptor, isInterface);
                return;
            }
            boolean join = owner.equals(DSL) && called.equals("betaIndexedBy") && descriptor.startsWith(JOIN);
            super.visitMethodInsn(opcode, join ? comparisons : owner, called, descriptor, isInterface);
        }

        @Override
        public void visitEnd() {
            String known = rule;
            if (known != null) {
                used.forEach(owner -> uses.accept(known, owner));
            }
            super.visitEnd();
        }
    }
}
