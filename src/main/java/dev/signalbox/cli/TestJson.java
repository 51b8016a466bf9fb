package dev.signalbox.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.signalbox.decision.SeenData;
import dev.signalbox.item.Decision;
import dev.signalbox.item.Json;
import dev.signalbox.trial.Difference;
import dev.signalbox.trial.Rehearsal;
import dev.signalbox.trial.Rehearsal.Tried;
import java.util.List;

/** What came of examples, for programs. */
final class TestJson {
    record Pack(
            String process,
            String version,
            int passed,
            int failed,
            List<Example> examples,
            List<Rule> rules,
            List<SeenData.Table> tables,
            List<SeenData.Unseen> unseen,
            List<String> remarks) {}

    record Example(String name, int line, boolean passed, List<Differing> differences, Decision decision) {}

    record Differing(String part, List<String> expected, List<String> was) {}

    record Rule(String name, String file, int line, int examples) {}

    private TestJson() {}

    static String of(List<Rehearsal> rehearsals) {
        try {
            return Json.MAPPER
                    .writerWithDefaultPrettyPrinter()
                    .writeValueAsString(
                            rehearsals.stream().map(TestJson::process).toList());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Pack process(Rehearsal rehearsal) {
        int failed = rehearsal.failed().size();
        return new Pack(
                rehearsal.process(),
                rehearsal.version(),
                rehearsal.tried().size() - failed,
                failed,
                rehearsal.tried().stream().map(TestJson::example).toList(),
                rehearsal.rules().stream()
                        .map(covered -> new Rule(
                                covered.rule().name(),
                                covered.rule().file(),
                                covered.rule().line(),
                                covered.examples()))
                        .toList(),
                rehearsal.tables(),
                rehearsal.unseen(),
                rehearsal.remarks());
    }

    private static Example example(Tried tried) {
        return new Example(
                tried.example().name(),
                tried.example().line(),
                tried.passed(),
                tried.differences().stream().map(TestJson::differing).toList(),
                tried.decision());
    }

    private static Differing differing(Difference difference) {
        return new Differing(difference.part(), difference.missing(), difference.surplus());
    }
}
