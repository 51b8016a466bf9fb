package dev.signalbox.process;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How messy files map to fields. All parts may be left out of {@code process.yaml}: then columns are named as fields,
 * dates are ISO 8601, only an empty cell is null, and the file is in UTF-8 with commas between cells and decimal points.
 *
 * @param columns the column heading for each field; a field not named here is read from the column of its own name
 * @param dates patterns of {@link java.time.format.DateTimeFormatter} tried in order, after ISO 8601
 * @param nulls cells that mean "nothing", compared after trimming
 * @param separator what stands between cells; a first line such as {@code sep=;} in the file itself comes before it
 * @param decimal the decimal sign of numbers, {@code point} or {@code comma}
 * @param headings the headings of a file that has no line of them
 * @param skip how many lines stand before the headings, or before the first row
 * @param encoding the name of a character set; a byte order mark in the file comes before it
 * @param group how rows make one item, or null where each is one
 */
public record CsvFormat(
        @Default("{}") Map<@NotBlank(message = Words.FILLED) String, @NotBlank(message = Words.FILLED) String> columns,

        @Default("[]") List<@NotBlank(message = Words.FILLED) String> dates,
        @Default("[\"\"]") List<String> nulls,

        @Default("\",\"") @Pattern(regexp = "[,;|\t]|tab", message = "one of \",\" \";\" \"|\" tab")
        String separator,

        @Default("point") @Pattern(regexp = "point|comma", message = "point or comma")
        String decimal,

        @Default("[]") List<@NotBlank(message = Words.FILLED) String> headings,

        @Default("0") @Min(value = 0, message = "0 to 1000") @Max(value = 1000, message = "0 to 1000")
        int skip,

        @Default(UTF_8) @NotBlank(message = Words.FILLED) String encoding,
        @Nullable @Valid Group group) {
    public static final String UTF_8 = "UTF-8";

    /** With commas between cells, decimal points, a line of headings, and in UTF-8. */
    public CsvFormat(Map<String, String> columns, List<String> dates, List<String> nulls) {
        this(columns, dates, nulls, ",", "point", List.of(), 0, UTF_8, null);
    }

    /**
     * Rows, one after the other, that make one item with a list.
     *
     * @param by the item's fields that these rows have in common
     * @param into the item's list, of which each row is an element
     */
    public record Group(
            @NotEmpty(message = Words.FILLED) List<@NotBlank(message = Words.FILLED) String> by,
            @NotBlank(message = Words.FILLED) String into) {}

    /** The heading that a field of an element is read from: the one named, or its path, or else its name. */
    public String headingWithin(Group within, String field, List<String> header) {
        String path = within.into() + "." + field;
        return columns.getOrDefault(path, header.contains(path) ? path : field);
    }

    /** The character between cells. */
    public char separatorChar() {
        return separator.equals("tab") ? '\t' : separator.charAt(0);
    }

    public boolean hasDecimalComma() {
        return decimal.equals("comma");
    }
}
