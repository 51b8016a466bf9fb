package dev.signalbox.process;

import jakarta.validation.constraints.NotBlank;
import java.util.List;
import java.util.Map;

/**
 * How messy columns map to fields. All parts may be left out of {@code process.yaml}: then columns are named as fields,
 * dates are ISO 8601, and only an empty cell is null.
 *
 * @param columns the column heading for each field; a field not named here is read from the column of its own name
 * @param dates patterns of {@link java.time.format.DateTimeFormatter} tried in order, after ISO 8601
 * @param nulls cells that mean "nothing", compared after trimming
 */
public record CsvFormat(
        @Default("{}") Map<@NotBlank(message = Words.FILLED) String, @NotBlank(message = Words.FILLED) String> columns,

        @Default("[]") List<@NotBlank(message = Words.FILLED) String> dates,
        @Default("[\"\"]") List<String> nulls) {}
