package dev.signalbox.process;

import java.io.StringReader;
import java.util.Objects;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

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
}
