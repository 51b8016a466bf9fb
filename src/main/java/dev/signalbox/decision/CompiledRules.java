package dev.signalbox.decision;

import dev.signalbox.decision.check.BuildWords;
import dev.signalbox.decision.check.ExactRules;
import dev.signalbox.decision.contain.ContainedClasses;
import dev.signalbox.decision.exact.ExactClasses;
import dev.signalbox.decision.unknown.Companions;
import dev.signalbox.process.PackFault;
import dev.signalbox.process.PackRefused;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.drools.compiler.compiler.io.memory.MemoryFileSystem;
import org.drools.compiler.kie.builder.impl.InternalKieModule;
import org.drools.compiler.kie.builder.impl.MemoryKieModule;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.model.codegen.ExecutableModelProject;
import org.drools.modelcompiler.CanonicalKieModule;
import org.drools.util.PortablePath;
import org.jspecify.annotations.Nullable;
import org.kie.api.KieBase;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message.Level;
import org.kie.api.builder.ReleaseId;
import org.kie.api.builder.model.KieModuleModel;
import org.kie.api.conf.KieBaseMutabilityOption;
import org.kie.api.runtime.KieContainer;

/** A rule base of Drools. Each has a release id of its own and is taken out of Drools' repository when closed: else it leaks. */
final class CompiledRules implements AutoCloseable {
    static {
        // Date literals in conditions, read when a rule base is created.
        System.setProperty("drools.dateformat", "yyyy-MM-dd");
    }

    private static final String CLASS = ".class";

    /** The class that names all the rules, as Drools calls it. */
    private static final Pattern MODEL = Pattern.compile("/Rules[0-9A-F]{32}$");

    private final ReleaseId release;
    private final KieContainer container;
    private final KieBase base;
    private final Map<String, byte[]> classes;
    private final ContainedClasses contained;

    private CompiledRules(
            ReleaseId release,
            KieContainer container,
            KieBase base,
            Map<String, byte[]> classes,
            ContainedClasses contained) {
        this.release = release;
        this.container = container;
        this.base = base;
        this.classes = classes;
        this.contained = contained;
    }

    /**
     * Compiles the rules.
     *
     * @param leftOut names of rules that are not compiled
     * @param part a function or type that is not compiled, or null
     * @param companions left out when empty
     * @param asWritten whether numbers are left as they are: only to see what is wrong with what people wrote
     */
    static CompiledRules of(
            String process,
            RuleFiles files,
            Set<String> leftOut,
            @Nullable BaseDescr part,
            Companions companions,
            boolean asWritten)
            throws PackRefused {
        KieServices kie = KieServices.get();
        ReleaseId release = release(process);
        Map<String, byte[]> classes;
        try {
            KieFileSystem sources = kie.newKieFileSystem().generateAndWritePomXML(release);
            write(sources, files.resource(Prelude.PATH), Prelude.of(files.packageName()));
            var exact = new ExactRules(files.drl());
            for (RuleFiles.Source source : files.sources()) {
                List<ExactRules.Change> changes = asWritten ? List.of() : exact.changes(source.file());
                write(sources, files.resource(source.path()), source.compiled(leftOut, part, changes));
            }
            if (!companions.isEmpty()) {
                write(sources, files.resource(Companions.PATH), files.exactly(companions.drl()));
            }
            KieBuilder build = kie.newKieBuilder(sources, new OtherClasses(files.packageName()))
                    .buildAll(ExecutableModelProject.class);
            var errors = build.getResults().getMessages(Level.ERROR);
            if (!errors.isEmpty()) {
                throw new PackRefused(new BuildFaults(process, files).of(errors));
            }
            classes = ExactClasses.of(classes((InternalKieModule) build.getKieModule()));
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            throw unforeseen(process, e);
        } finally {
            kie.getRepository().removeKieModule(release);
        }
        return of(process, files, classes);
    }

    /** Of the classes that compiling the files made, now or earlier. */
    static CompiledRules of(String process, RuleFiles files, Map<String, byte[]> classes) throws PackRefused {
        // Creating a rule base runs them: their static initialisers, and the conditions it is built of.
        var unsafe = files.unsafe(classes);
        if (!unsafe.isEmpty()) {
            throw new PackRefused(unsafe);
        }
        KieServices kie = KieServices.get();
        ReleaseId release = release(process);
        try {
            ContainedClasses contained = ContainedClasses.of(
                    classes,
                    Contained.HOOK,
                    Comparisons.NAME,
                    CollectInto.class.getName().replace('.', '/'));
            kie.getRepository().addKieModule(module(release, contained.bytes()));
            KieContainer container = kie.newKieContainer(release, new OtherClasses(files.packageName()));
            var configuration = kie.newKieBaseConfiguration();
            configuration.setOption(KieBaseMutabilityOption.DISABLED);
            return new CompiledRules(release, container, container.newKieBase(configuration), classes, contained);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            kie.getRepository().removeKieModule(release);
            throw unforeseen(process, e);
        }
    }

    private static ReleaseId release(String process) {
        return KieServices.get()
                .newReleaseId("dev.signalbox.packs", process, UUID.randomUUID().toString());
    }

    /** Drools lets some faults through as they are. */
    private static PackRefused unforeseen(String process, Throwable e) {
        return new PackRefused(List.of(new PackFault(process, 0, BuildWords.unforeseen(e))));
    }

    private static Map<String, byte[]> classes(InternalKieModule module) {
        var classes = new TreeMap<String, byte[]>();
        for (String file : module.getFileNames()) {
            if (file.endsWith(CLASS)) {
                classes.put(file.substring(0, file.length() - CLASS.length()), module.getBytes(file));
            }
        }
        return classes;
    }

    /** A module of nothing but classes: its rule base is made of them, without the DRL. */
    private static InternalKieModule module(ReleaseId release, Map<String, byte[]> classes) {
        KieModuleModel model = KieServices.get().newKieModuleModel();
        model.newKieBaseModel("rules").addPackage("*").setDefault(true);
        var files = new MemoryFileSystem();
        classes.forEach((name, bytes) -> files.write(PortablePath.of(name + CLASS), bytes));
        List<String> models = classes.keySet().stream()
                .filter(name -> MODEL.matcher(name).find())
                .map(name -> name.replace('/', '.'))
                .toList();
        return new CanonicalKieModule(new MemoryKieModule(release, model, files), models);
    }

    private static void write(KieFileSystem sources, String path, String drl) {
        // Without an encoding Drools reads it by that of the machine.
        byte[] bytes = drl.getBytes(StandardCharsets.UTF_8);
        var resource = KieServices.get().getResources().newByteArrayResource(bytes, "UTF-8");
        sources.write("src/main/resources/" + path, resource);
    }

    KieBase base() {
        return base;
    }

    /** As compiled, by internal name. */
    Map<String, byte[]> classes() {
        return classes;
    }

    /** As they run. */
    ContainedClasses contained() {
        return contained;
    }

    @Override
    public void close() {
        container.dispose();
        KieServices.get().getRepository().removeKieModule(release);
    }
}
