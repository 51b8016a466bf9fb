package dev.signalbox.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BrowserTest {
    private static Browser browser;

    @BeforeAll
    static void open() {
        browser = Browser.open();
    }

    @AfterAll
    static void close() {
        browser.close();
    }

    @Test
    void aPageHasTheSizeAndColoursAskedFor() {
        Page page = browser.page(390, 844, ColorScheme.DARK);

        assertThat(page.evaluate("window.innerWidth")).isEqualTo(390);
        assertThat(page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches"))
                .isEqualTo(true);
    }

    /** Without a font every letter is the same box, and a screenshot shows nothing that could be looked at. */
    @Test
    void lettersHaveShapesOfTheirOwn() {
        Page page = browser.page();
        page.setContent("<span id=narrow>iiii</span><br><span id=wide>WWWW</span>");

        assertThat(page.locator("#wide").boundingBox().width)
                .isGreaterThan(2 * page.locator("#narrow").boundingBox().width);
    }
}
