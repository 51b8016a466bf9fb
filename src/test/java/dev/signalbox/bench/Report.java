package dev.signalbox.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The figures of one run, as a table for people or as JSON. */
record Report(List<Figure> figures) {
    private static final List<String> HEADINGS =
            List.of("measured", "Signalbox", "yardstick", "ratio", "target", "met");

    String table() {
        var rows = new ArrayList<List<String>>();
        rows.add(HEADINGS);
        figures.forEach(figure -> rows.add(cells(figure)));
        int[] widths = new int[HEADINGS.size()];
        for (var row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        var text = new StringBuilder();
        for (var row : rows) {
            for (int i = 0; i < widths.length; i++) {
                var space = " ".repeat(widths[i] - row.get(i).length());
                text.append(i == 0 ? row.get(i) + space : "  " + space + row.get(i));
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static List<String> cells(Figure figure) {
        var met = figure.met();
        return List.of(
                figure.part() + ": " + figure.what(),
                Figure.number(figure.measured()),
                Figure.number(figure.beside()),
                Figure.number(figure.ratio()),
                figure.target() == null ? "" : figure.target().toString(),
                met == null ? "" : met ? "yes" : "NO");
    }

    String json() throws JsonProcessingException {
        var machine = Map.of(
                "processors", Runtime.getRuntime().availableProcessors(),
                "java", Runtime.version().toString());
        var run = new LinkedHashMap<String, Object>();
        run.put("machine", machine);
        run.put("figures", figures);
        return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(run);
    }
}
