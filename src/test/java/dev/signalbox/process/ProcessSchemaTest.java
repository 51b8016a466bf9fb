package dev.signalbox.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.signalbox.process.BadProcess.Editor;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Editors go by the schema, the loader by the records: they must say the same. */
class ProcessSchemaTest {
    private static final ObjectMapper YAML = new YAMLMapper();
    private static final JsonNode SCHEMA = schema();

    @Test
    void aGoodProcessIsGoodToEditors() throws IOException {
        assertThat(faults(SCHEMA, YAML.readTree(BadProcess.GOOD))).isEmpty();
    }

    @ParameterizedTest
    @FieldSource("dev.signalbox.process.BadProcess#ALL")
    void editorsSeeWhatCanBeSeenInOnePlace(BadProcess bad) throws IOException {
        assertThat(faults(SCHEMA, YAML.readTree(bad.yaml())).isEmpty()).isEqualTo(bad.editor() == Editor.SEES_NOTHING);
    }

    @ParameterizedTest
    @MethodSource("packs")
    void thePacksThatComeWithSignalboxLoadAndNameTheSchema(Path pack) throws Exception {
        ProcessPack loaded = PackLoader.load(pack);

        String text = loaded.filesEndingWith("process.yaml").get(0).text();
        assertThat(faults(SCHEMA, YAML.readTree(text))).isEmpty();
        String named = text.lines().findFirst().orElseThrow().replaceFirst("^# yaml-language-server: \\$schema=", "");
        assertThat(pack.resolve(named)).isRegularFile();
    }

    @Test
    void theSchemaHasTheKeysOfTheRecords() {
        isInStep(ProcessDefinition.class, SCHEMA);
    }

    @Test
    void everyExampleIsGood() {
        SCHEMA.findParents("examples").forEach(parent -> {
            ObjectNode alone = parent.deepCopy();
            alone.set("$defs", SCHEMA.get("$defs"));
            parent.get("examples")
                    .forEach(example ->
                            assertThat(faults(alone, example)).as("%s", example).isEmpty());
        });
    }

    private static void isInStep(Class<?> type, JsonNode schema) {
        List<RecordComponent> components = List.of(type.getRecordComponents());
        assertThat(schema.get("additionalProperties").booleanValue()).isFalse();
        assertThat(schema.get("properties").fieldNames())
                .toIterable()
                .as("keys of %s", type)
                .containsExactlyElementsOf(
                        components.stream().map(ProcessSchemaTest::key).toList());
        assertThat(schema.get("required"))
                .extracting(JsonNode::textValue)
                .as("required keys of %s", type)
                .containsExactlyElementsOf(components.stream()
                        .filter(c -> !RecordReader.isNullable(c) && !c.isAnnotationPresent(Default.class))
                        .map(ProcessSchemaTest::key)
                        .toList());
        components.forEach(
                component -> isInStep(component, schema.get("properties").get(key(component))));
    }

    private static void isInStep(RecordComponent component, JsonNode schema) {
        assertThat(followed(schema).path("description").asText()
                        + schema.path("description").asText())
                .as("description of %s", component)
                .isNotBlank();
        Default otherwise = component.getAnnotation(Default.class);
        assertThat(schema.get("default"))
                .as("default of %s", component)
                .isEqualTo(otherwise == null ? null : yaml(otherwise.value()));
        JsonNode inner = followed(schema);
        Type type = component.getGenericType();
        if (type instanceof ParameterizedType generic && generic.getActualTypeArguments().length == 2) {
            type = generic.getActualTypeArguments()[1];
            inner = followed(inner.get("additionalProperties"));
        }
        if (type instanceof Class<?> plain && plain.isRecord() && !Scalar.isOne(plain) && plain != Due.class) {
            isInStep(plain, inner);
        }
    }

    /** What a reference leads to; of several forms, the one with keys. */
    private static JsonNode followed(JsonNode schema) {
        if (schema.has("oneOf")) {
            return followed(schema.get("oneOf").get(1));
        }
        String ref = schema.path("$ref").asText();
        return ref.isEmpty() ? schema : SCHEMA.at(ref.substring(1));
    }

    private static String key(RecordComponent component) {
        return RecordReader.key(component.getName());
    }

    private static List<Error> faults(JsonNode schema, JsonNode value) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema)
                .validate(value);
    }

    private static JsonNode yaml(String text) {
        try {
            return YAML.readTree(text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode schema() {
        try (var in = ProcessSchemaTest.class.getResourceAsStream("process.schema.json")) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Stream<Path> packs() throws IOException {
        try (var packs = Files.list(Path.of("rules"))) {
            return packs.filter(Files::isDirectory).toList().stream();
        }
    }
}
