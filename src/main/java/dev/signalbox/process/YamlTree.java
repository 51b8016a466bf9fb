package dev.signalbox.process;

import java.io.StringReader;
import java.util.List;
import java.util.Objects;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** YAML as nodes that know their lines. Nothing is constructed from tags, and size, depth and aliases are bounded. */
final class YamlTree {
    private static final int MAX_CHARACTERS = 1 << 20;
    private static final int MAX_DEPTH = 20;
    private static final int MAX_ALIASES = 50;

    private YamlTree() {}

    /**
     * The root; an empty mapping when there is nothing but comments.
     *
     * @throws YAMLException when it is not YAML, with a mark where the parser knows the line
     */
    static Node parse(String text) {
        var options = new LoaderOptions();
        options.setCodePointLimit(MAX_CHARACTERS);
        options.setNestingDepthLimit(MAX_DEPTH);
        options.setMaxAliasesForCollections(MAX_ALIASES);
        return Objects.requireNonNullElseGet(
                new Yaml(options).compose(new StringReader(text)), () -> new Yaml().compose(new StringReader("{}")));
    }

    /** The key that the path leads to, or the entry of a list, or what of the path comes nearest to it. */
    static Node nearest(Node root, List<String> path) {
        Node found = root;
        Node within = root;
        for (String step : path) {
            Node next = null;
            if (within instanceof MappingNode mapping) {
                for (NodeTuple tuple : mapping.getValue()) {
                    if (tuple.getKeyNode() instanceof ScalarNode key
                            && key.getValue().equals(step)) {
                        found = key;
                        next = tuple.getValueNode();
                    }
                }
            } else if (within instanceof SequenceNode sequence) {
                for (Node entry : sequence.getValue()) {
                    if (entry instanceof ScalarNode word && word.getValue().equals(step)) {
                        found = entry;
                    }
                }
            }
            if (next == null) {
                return found;
            }
            within = next;
        }
        return found;
    }
}
