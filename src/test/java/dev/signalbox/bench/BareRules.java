package dev.signalbox.bench;

import dev.signalbox.process.ProcessPack;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.drools.model.codegen.ExecutableModelProject;
import org.kie.api.KieBase;
import org.kie.api.KieServices;
import org.kie.api.builder.Message.Level;
import org.kie.api.definition.type.FactType;

/** The yardstick for deciding: a pack's rules in Drools and nothing around them. What the rules say goes nowhere. */
final class BareRules {
    private final KieBase base;
    private final FactType type;

    BareRules(ProcessPack pack, String packageName) {
        var kie = KieServices.get();
        var release = kie.newReleaseId(
                "dev.signalbox.bench", pack.name(), UUID.randomUUID().toString());
        var sources = kie.newKieFileSystem().generateAndWritePomXML(release);
        var folder = "src/main/resources/" + packageName + "/";
        sources.write(folder + "bare.drl", """
                package %s
                import java.math.BigDecimal
                import java.time.*
                import java.util.*
                import jakarta.validation.Valid
                import jakarta.validation.constraints.*
                global %s route
                """.formatted(packageName, DeafRoute.class.getName()));
        for (var file : pack.files()) {
            if (file.path().endsWith(".drl") || file.path().endsWith(".drl.csv")) {
                sources.write(folder + file.path(), file.text());
            }
        }
        var built = kie.newKieBuilder(sources)
                .buildAll(ExecutableModelProject.class)
                .getResults()
                .getMessages(Level.ERROR);
        if (!built.isEmpty()) {
            throw new IllegalStateException("Expected rules that compile, but: " + built);
        }
        base = kie.newKieContainer(release).getKieBase();
        type = base.getFactType(packageName, pack.definition().item());
    }

    /** A fact with these fields. */
    Object fact(Map<String, Object> values) {
        try {
            var fact = type.newInstance();
            values.forEach((field, value) -> type.set(fact, field, value));
            return fact;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Fires the rules for each fact, as an engine does that keeps items apart. */
    int fire(List<Object> facts) {
        int fired = 0;
        for (var fact : facts) {
            var session = base.newKieSession();
            try {
                session.setGlobal("route", new DeafRoute());
                session.insert(fact);
                fired += session.fireAllRules();
            } finally {
                session.dispose();
            }
        }
        return fired;
    }
}
