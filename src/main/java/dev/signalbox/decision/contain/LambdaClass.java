package dev.signalbox.decision.contain;

import dev.signalbox.decision.contain.Lambda.Getter;
import dev.signalbox.decision.contain.Lambda.Kind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Puts what a lambda does into a method beside, and in its place one that calls it: an exception goes to the hook, and the condition
 * is what the hook says, the value is null, the consequence is over. Errors pass.
 */
final class LambdaClass extends ClassVisitor {
    private static final String BESIDE = "signalbox$";
    private static final Map<String, Kind> KINDS =
            Map.of("test", Kind.CONDITION, "apply", Kind.VALUE, "execute", Kind.CONSEQUENCE);

    private final String hook;
    private final String comparisons;
    private final Set<String> own;
    private final Set<Getter> getters = new LinkedHashSet<>();
    private final List<String> parameters = new ArrayList<>();
    private String name = "";
    private String hash = "";
    private Kind kind = Kind.VALUE;

    /** @param own internal names of the pack's classes */
    LambdaClass(ClassVisitor next, String hook, String comparisons, Set<String> own) {
        super(Opcodes.ASM9, next);
        this.hook = hook;
        this.comparisons = comparisons;
        this.own = own;
    }

    static boolean is(ClassReader reader) {
        return reader.getSuperName().equals("java/lang/Enum")
                && List.of(reader.getInterfaces()).contains("org/drools/model/functions/HashedExpression");
    }

    ContainedClasses.Read read() {
        return new ContainedClasses.Read(hash.isEmpty() ? name : hash, kind, getters, parameters);
    }

    @Override
    public void visit(
            int version,
            int access,
            String className,
            @Nullable String signature,
            @Nullable String parent,
            String[] interfaces) {
        name = className;
        super.visit(version, access, className, signature, parent, interfaces);
    }

    @Override
    public @Nullable FieldVisitor visitField(
            int access, String field, String descriptor, @Nullable String signature, @Nullable Object value) {
        if (field.equals("EXPRESSION_HASH") && value instanceof String text) {
            hash = text;
        }
        return super.visitField(access, field, descriptor, signature, value);
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
            int access, String method, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        Kind found = KINDS.get(method);
        boolean written = (access & (Opcodes.ACC_BRIDGE | Opcodes.ACC_SYNTHETIC | Opcodes.ACC_STATIC)) == 0;
        if (found == null || !written) {
            MethodVisitor next = super.visitMethod(access, method, descriptor, signature, exceptions);
            return method.startsWith("lambda$") ? new Body(next, 0) : new Patterns(next);
        }
        kind = found;
        MethodVisitor outer = super.visitMethod(access, method, descriptor, signature, exceptions);
        if (outer != null) {
            contain(outer, method, descriptor);
        }
        int beside = Opcodes.ACC_PRIVATE | Opcodes.ACC_SYNTHETIC;
        return new Body(
                super.visitMethod(beside, BESIDE + method, descriptor, null, exceptions),
                Type.getArgumentTypes(descriptor).length);
    }

    private void contain(MethodVisitor code, String method, String descriptor) {
        Type[] types = Type.getArgumentTypes(descriptor);
        Type result = Type.getReturnType(descriptor);
        var start = new Label();
        var end = new Label();
        var caught = new Label();
        code.visitCode();
        code.visitTryCatchBlock(start, end, caught, "java/lang/Exception");
        code.visitLabel(start);
        code.visitVarInsn(Opcodes.ALOAD, 0);
        for (int i = 0; i < types.length; i++) {
            // What generic types are filled with are objects: each takes one place.
            code.visitVarInsn(Opcodes.ALOAD, i + 1);
        }
        code.visitMethodInsn(Opcodes.INVOKESPECIAL, name, BESIDE + method, descriptor, false);
        code.visitInsn(result.getOpcode(Opcodes.IRETURN));
        code.visitLabel(end);
        code.visitLabel(caught);
        code.visitFrame(Opcodes.F_SAME1, 0, null, 1, new Object[] {"java/lang/Exception"});
        code.visitLdcInsn(name);
        code.visitIntInsn(Opcodes.BIPUSH, types.length);
        code.visitTypeInsn(Opcodes.ANEWARRAY, "java/lang/Object");
        for (int i = 0; i < types.length; i++) {
            code.visitInsn(Opcodes.DUP);
            code.visitIntInsn(Opcodes.BIPUSH, i);
            code.visitVarInsn(Opcodes.ALOAD, i + 1);
            code.visitInsn(Opcodes.AASTORE);
        }
        code.visitMethodInsn(
                Opcodes.INVOKESTATIC,
                hook,
                "failed",
                "(Ljava/lang/Exception;Ljava/lang/String;[Ljava/lang/Object;)Z",
                false);
        if (kind != Kind.CONDITION) {
            code.visitInsn(Opcodes.POP);
        }
        if (kind == Kind.VALUE) {
            code.visitInsn(Opcodes.ACONST_NULL);
        }
        code.visitInsn(result.getOpcode(Opcodes.IRETURN));
        code.visitMaxs(0, 0);
        code.visitEnd();
    }

    /** What Drools wrote around it: the patterns of {@code matches} are made here. */
    private final class Patterns extends MethodVisitor {
        Patterns(@Nullable MethodVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String called, String descriptor, boolean isInterface) {
            boolean pattern = owner.equals("java/util/regex/Pattern") && called.equals("compile");
            super.visitMethodInsn(opcode, pattern ? comparisons : owner, called, descriptor, isInterface);
        }
    }

    /** What people wrote: read for the getters that it calls, and the names of what it is given. */
    private final class Body extends ComparingCode {
        private final int named;

        Body(@Nullable MethodVisitor next, int named) {
            super(next, comparisons);
            this.named = named;
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String called, String descriptor, boolean isInterface) {
            if (own.contains(owner) && descriptor.startsWith("()")) {
                getters.add(new Getter(owner, called));
            }
            super.visitMethodInsn(opcode, owner, called, descriptor, isInterface);
        }

        @Override
        public void visitLocalVariable(
                String variable, String descriptor, @Nullable String signature, Label start, Label end, int index) {
            if (index >= 1 && index <= named && parameters.size() == index - 1) {
                parameters.add(variable);
            }
            super.visitLocalVariable(variable, descriptor, signature, start, end, index);
        }
    }
}
