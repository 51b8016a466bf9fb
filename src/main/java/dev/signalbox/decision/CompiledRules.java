package dev.signalbox.decision;

import dev.signalbox.decision.check.BuildWords;
import dev.signalbox.decision.unknown.Companions;
import dev.signalbox.process.PackFault;
import dev.signalbox.process.PackRefused;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.drools.compiler.kie.builder.impl.InternalKieModule;
import org.drools.model.codegen.ExecutableModelProject;
import org.kie.api.KieBase;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message.Level;
import org.kie.api.builder.ReleaseId;
import org.kie.api.conf.KieBaseMutabilityOption;
import org.kie.api.runtime.KieContainer;
import org.kie.api.runtime.KieSessionConfiguration;
import org.kie.api.runtime.conf.ThreadSafeOption;

/** A rule base of Drools. Each has a release id of its own and is taken out of Drools' repository when closed: else it leaks. */
final class CompiledRules implements AutoCloseable {
    static {
        // Date literals in conditions, read when a rule base is created.
        System.setProperty("drools.dateformat", "yyyy-MM-dd");
    }

    private final ReleaseId release;
    private final KieContainer container;
    private final KieBase base;

    private CompiledRules(ReleaseId release, KieContainer container, KieBase base) {
        this.release = release;
        this.container = container;
        this.base = base;
    }

    /**
     * @param leftOut names of rules that are not compiled
     * @param companions left out when empty
     */
    static CompiledRules of(String process, RuleFiles files, Set<String> leftOut, Companions companions)
            throws PackRefused {
        KieServices kie = KieServices.get();
        ReleaseId release = kie.newReleaseId(
                "dev.signalbox.packs", process, UUID.randomUUID().toString());
        try {
            KieFileSystem sources = kie.newKieFileSystem().generateAndWritePomXML(release);
            write(sources, files.resource(Prelude.PATH), Prelude.of(files.packageName()));
            for (RuleFiles.Source source : files.sources()) {
                write(sources, files.resource(source.path()), source.without(leftOut));
            }
            if (!companions.isEmpty()) {
                write(sources, files.resource(Companions.PATH), companions.drl());
            }
            KieBuilder build = kie.newKieBuilder(sources).buildAll(ExecutableModelProject.class);
            var errors = build.getResults().getMessages(Level.ERROR);
            if (!errors.isEmpty()) {
                throw new PackRefused(new BuildFaults(process, files).of(errors));
            }
            var unsafe = files.unsafe(classes((InternalKieModule) build.getKieModule()));
            if (!unsafe.isEmpty()) {
                throw new PackRefused(unsafe);
            }
            KieContainer container = kie.newKieContainer(release);
            var configuration = kie.newKieBaseConfiguration();
            configuration.setOption(KieBaseMutabilityOption.DISABLED);
            return new CompiledRules(release, container, container.newKieBase(configuration));
        } catch (PackRefused e) {
            kie.getRepository().removeKieModule(release);
            throw e;
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            // Drools lets some faults through as they are.
            kie.getRepository().removeKieModule(release);
            throw new PackRefused(List.of(new PackFault(process, 0, BuildWords.unforeseen(e))));
        }
    }

    /** Creating a rule base runs them: their static initialisers, and the conditions it is built of. */
    private static Map<String, byte[]> classes(InternalKieModule module) {
        var classes = new TreeMap<String, byte[]>();
        for (String file : module.getFileNames()) {
            if (file.endsWith(".class")) {
                classes.put(file.substring(0, file.length() - ".class".length()), module.getBytes(file));
            }
        }
        return classes;
    }

    private static void write(KieFileSystem sources, String path, String drl) {
        sources.write("src/main/resources/" + path, drl);
    }

    static KieSessionConfiguration session() {
        KieSessionConfiguration configuration = KieServices.get().newKieSessionConfiguration();
        configuration.setOption(ThreadSafeOption.NO);
        return configuration;
    }

    KieBase base() {
        return base;
    }

    @Override
    public void close() {
        container.dispose();
        KieServices.get().getRepository().removeKieModule(release);
    }
}
