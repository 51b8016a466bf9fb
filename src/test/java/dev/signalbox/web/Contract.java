package dev.signalbox.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** {@code openapi.yaml}, to hold answers against. */
final class Contract {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode root;
    private final SchemaRegistry schemas = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    Contract() throws IOException {
        try (var in = Contract.class.getResourceAsStream("/openapi.yaml")) {
            root = new YAMLMapper().readTree(in);
        }
    }

    /** The methods of each path. */
    Map<String, List<String>> paths() {
        var paths = new TreeMap<String, List<String>>();
        root.get("paths").properties().forEach(path -> {
            var methods = new ArrayList<String>();
            path.getValue().fieldNames().forEachRemaining(name -> {
                if (!name.equals("parameters")) {
                    methods.add(name.toUpperCase(Locale.ROOT));
                }
            });
            paths.put(path.getKey(), methods);
        });
        return paths;
    }

    /** The answer's status, media type and body are as the contract says for this operation. */
    void check(String method, String path, HttpResponse<byte[]> answer) throws IOException {
        var about = method + " " + path + " " + answer.statusCode();
        var responses =
                root.at("/paths/" + path.replace("/", "~1") + "/" + method.toLowerCase(Locale.ROOT) + "/responses");
        var named = responses.get(Integer.toString(answer.statusCode()));
        var response = followed(named == null ? responses.path("default") : named);
        assertThat(response.isMissingNode())
                .as("%s is not in the contract", about)
                .isFalse();
        if (answer.statusCode() == 204) {
            assertThat(answer.body()).isEmpty();
            return;
        }
        var type = answer.headers().firstValue("Content-Type").orElse("").split(";", 2)[0];
        var content = response.path("content").path(type);
        assertThat(content.isMissingNode())
                .as("%s as %s is not in the contract", about, type)
                .isFalse();
        if (type.endsWith("json")) {
            valid(about, content.get("schema"), JSON.readTree(answer.body()));
        } else if (type.endsWith("ndjson")) {
            for (var line :
                    new String(answer.body(), StandardCharsets.UTF_8).lines().toList()) {
                valid(about, content.get("schema"), JSON.readTree(line));
            }
        }
    }

    private JsonNode followed(JsonNode node) {
        return node.has("$ref") ? root.at(node.get("$ref").textValue().substring(1)) : node;
    }

    private void valid(String about, JsonNode schema, JsonNode value) {
        ObjectNode whole = schema.deepCopy();
        whole.set("components", root.get("components")); // where its references point
        assertThat(schemas.getSchema(whole).validate(value))
                .as("%s: %s", about, value)
                .isEmpty();
    }
}
