package dev.signalbox.samples;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** Makes the pricing table of the loans as a workbook, the way an analyst would lay it out: merged cells, colours, numbers. */
public final class PricingWorkbook {
    static final Path FILE = Path.of("rules/loan-applications/pricing.drl.xlsx");
    private static final String HEADING = "DDE6EF";

    private PricingWorkbook() {}

    /** A rate: percent a year. */
    record Price(String band, boolean isLong, boolean isSecured, BigDecimal rate) {
        String name() {
            return "Band " + band + (isLong ? " above 48 months" : " up to 48 months") + (isSecured ? ", secured" : "");
        }
    }

    /** Writes the file into the repository whose root is the working directory. */
    public static void main(String[] args) throws IOException {
        try (var out = Files.newOutputStream(FILE)) {
            write(out);
        }
    }

    static List<Price> prices() {
        var prices = new ArrayList<Price>();
        var rate = new BigDecimal("4.90");
        for (String band : List.of("A", "B", "C", "D")) {
            for (boolean isLong : new boolean[] {false, true}) {
                var unsecured = isLong ? rate.add(new BigDecimal("0.60")) : rate;
                prices.add(new Price(band, isLong, false, unsecured));
                prices.add(new Price(band, isLong, true, unsecured.subtract(new BigDecimal("0.75"))));
            }
            rate = rate.add(new BigDecimal("1.60"));
        }
        return prices;
    }

    static void write(OutputStream out) throws IOException {
        try (var workbook = new Workbook(out, "Signalbox", "1.0")) {
            var sheet = workbook.newWorksheet("Pricing");
            texts(sheet, 0, "RuleSet", "loan_applications");
            texts(sheet, 1, "RuleTable Price");
            texts(sheet, 2, "NAME", "CONDITION", "CONDITION", "CONDITION", "CONDITION", "CONDITION", "ACTION");
            texts(sheet, 3, "", "Application");
            sheet.range(3, 1, 3, 5).merge();
            texts(
                    sheet,
                    4,
                    "",
                    "creditBand == \"$param\"",
                    "term > $param",
                    "term <= $param",
                    "collateral == $param",
                    "collateral in ( $param )",
                    "route.set(\"rate\", $param);");
            texts(
                    sheet,
                    5,
                    "price of",
                    "band",
                    "months above",
                    "months up to",
                    "unsecured",
                    "secured by",
                    "percent a year");
            sheet.range(2, 0, 5, 6).style().fillColor(HEADING).set();
            sheet.range(5, 0, 5, 6).style().bold().set();
            int row = 6;
            for (var price : prices()) {
                texts(sheet, row, price.name(), price.band());
                sheet.value(row, price.isLong() ? 2 : 3, 48);
                sheet.value(row, price.isSecured() ? 5 : 4, price.isSecured() ? "\"vehicle\", \"savings\"" : "null");
                sheet.value(row, 6, price.rate());
                sheet.style(row, 6).format("0.00").set();
                row++;
            }
            sheet.width(0, 34);
            for (int column = 1; column < 7; column++) {
                sheet.width(column, 26);
            }
            sheet.freezePane(1, 6);
        }
    }

    private static void texts(Worksheet sheet, int row, String... texts) {
        for (int column = 0; column < texts.length; column++) {
            if (!texts[column].isEmpty()) {
                sheet.value(row, column, texts[column]);
            }
        }
    }
}
