package dev.signalbox.binding;

import java.util.List;
import java.util.Map;

/**
 * What is known of a CSV file before its first row.
 *
 * @param headings trimmed, in the order of the columns, each once
 * @param repeated headings that stand there more than once, and in which columns, from 1
 * @param separator what stands between cells
 * @param encoding the character set that the file is in
 * @param remarks what is odd about the file and harms nobody
 */
public record CsvHead(
        List<String> headings,
        Map<String, List<Integer>> repeated,
        char separator,
        String encoding,
        List<String> remarks) {

    /** The head of cells that are told apart already. */
    public static CsvHead of(List<String> headings) {
        return new CsvHead(headings, Map.of(), ',', "UTF-8", List.of());
    }

    /** @throws MalformedBody when a column that is to be read stands there more than once */
    public void requireOnce(String heading) throws MalformedBody {
        var places = repeated.get(heading);
        if (places != null) {
            throw new MalformedBody("Expected each column once, but " + Findings.quoted(heading) + " stands at "
                    + places.get(0) + " and " + places.get(1));
        }
    }
}
