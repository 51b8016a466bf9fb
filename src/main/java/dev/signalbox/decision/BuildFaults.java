package dev.signalbox.decision;

import dev.signalbox.decision.check.BuildWords;
import dev.signalbox.decision.check.DrlFile;
import dev.signalbox.process.PackFault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.kie.api.builder.Message;

/**
 * Turns Drools' build messages into faults of the pack's own files, lines and columns. Drools often names a place in the
 * Java it generates, or none: then what stands there is looked for in the pack. Generated Java is never shown.
 */
final class BuildFaults {
    private static final String JAVA_SOURCE = "Java source of ";

    private final String process;
    private final RuleFiles files;
    private final List<DrlFile> drl;
    private final Map<String, String> generated = new HashMap<>();

    BuildFaults(String process, RuleFiles files) {
        this.process = process;
        this.files = files;
        this.drl = files.drl();
    }

    List<PackFault> of(List<Message> messages) {
        for (Message message : messages) {
            String text = String.valueOf(message.getText());
            if (text.startsWith(JAVA_SOURCE)) {
                generated.put(String.valueOf(message.getPath()), text.substring(text.indexOf('\n') + 1));
            }
        }
        var words = new BuildWords(drl);
        var faults = new LinkedHashSet<PackFault>();
        for (Message message : messages) {
            String text = String.valueOf(message.getText());
            if (!text.startsWith(JAVA_SOURCE) && !text.startsWith("Parser returned a null Package")) {
                faults.addAll(faults(words, message, text.lines().findFirst().orElse("")));
            }
        }
        return List.copyOf(faults);
    }

    private List<PackFault> faults(BuildWords words, Message message, String text) {
        String path = String.valueOf(message.getPath());
        String java = generated.get(path);
        if (java != null) {
            List<PackFault> found = words.inGenerated(java, message.getLine(), message.getColumn(), text);
            if (!found.isEmpty()) {
                return found;
            }
        }
        RuleFiles.Source source = files.source(path);
        var named = new ArrayList<DrlFile>();
        drl.stream()
                .filter(file -> source != null && file.path().equals(process + "/" + source.path()))
                .forEach(named::add);
        // A line of generated Java is none of the pack's.
        int line = source == null ? 0 : Math.max(0, message.getLine());
        return List.of(words.inDrl(process, named.isEmpty() ? drl : named, line, text));
    }
}
