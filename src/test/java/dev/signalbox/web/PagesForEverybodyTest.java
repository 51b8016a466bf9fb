package dev.signalbox.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every page, wide and narrow, light and dark: can it be read, seen and operated by everybody? */
class PagesForEverybodyTest {
    @TempDir
    static Path folder;

    private static Desk desk;
    private static final Map<String, String> PAGES = new LinkedHashMap<>();

    @BeforeAll
    static void open() throws Exception {
        desk = new Desk(folder);
        var review = desk.claim("E-1", "Property Damage", "Checked Baggage", "120.00");
        var correct = desk.claim("E-2", "", "Checkpoint", "null");
        var others = desk.claim("محمد-3", "Property Damage", "Checked Baggage", "121.00");
        var failed = desk.claim("E-4", "Property Damage", "Checkpoint", "240.00");
        var invoice = desk.accepted("supplier-invoices", """
                {"supplier": "Achterberg Paper", "supplierId": "S-101", "number": "E-5", "issued": "2025-09-01",
                 "currency": "EUR", "bankAccount": "DE95999999990010605266",
                 "lines": [{"description": "Copy paper", "quantity": 50, "unitPrice": 4.98, "taxRate": 19}],
                 "net": 249.00, "tax": 47.31, "total": 296.31}""");
        String large;
        try (var samples = Files.lines(Path.of("samples/supplier-invoices.ndjson"))) {
            large = samples.filter(line -> line.contains("\"2025-1041\""))
                    .findFirst()
                    .orElseThrow();
        }
        var twoReviews = desk.accepted("supplier-invoices", large);
        claim(review, "Anna");
        claim(correct, "Anna");
        claim(others, latin1("محمد الفاتح"));
        claim(invoice, "Anna");
        PAGES.put("overview", "/");
        PAGES.put("queue", "/queues/property-claims/examiners");
        PAGES.put("empty queue", "/queues/supplier-invoices/buyers");
        PAGES.put("review", "/tasks/" + review + "-1");
        PAGES.put("correct", "/tasks/" + correct + "-1");
        PAGES.put("held by another", "/tasks/" + others + "-1");
        PAGES.put("invoice", "/tasks/" + invoice + "-1");
        PAGES.put("waits for its turn", "/tasks/" + twoReviews + "-2");
        PAGES.put("item with bad data", "/items/" + correct);
        PAGES.put("failed item", "/items/" + failed);
        PAGES.put("why an item is not FULL", "/items/" + review + "/why-not-full");
        PAGES.put("items", "/items");
        PAGES.put("keys", "/keys");
        PAGES.put("name", "/name");
        PAGES.put("nothing there", "/items/nothing");
    }

    private static void claim(String item, String reviewer) throws Exception {
        desk.client.post("/v1/tasks/" + item + "-1/claim", reviewer, "");
    }

    // Java's client sends each character of a header as one byte.
    private static String latin1(String name) {
        return new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    @AfterAll
    static void close() throws Exception {
        try (var closing = desk) {
            assertThat(closing.faults()).isEmpty();
        }
    }

    @Test
    void everyPageIsThere() {
        var window = desk.window("Anna");
        PAGES.forEach((name, path) -> {
            assertThat(Objects.requireNonNull(window.navigate(desk.url(path))).status())
                    .as(name)
                    .isEqualTo(name.equals("nothing there") ? 404 : 200);
            if (name.equals("waits for its turn")) {
                assertThat(window.locator("#holder").textContent()).contains("other tasks of the item come first");
            }
        });
    }

    @Test
    void noPageScrollsSideways() {
        assertThat(faults("""
                () => document.documentElement.scrollWidth > document.documentElement.clientWidth
                    ? ['wider than the window by ' + (document.documentElement.scrollWidth - document.documentElement.clientWidth)]
                    : []""")).isEmpty();
    }

    @Test
    void everyInputHasALabelAndEveryButtonAName() {
        assertThat(faults("""
                () => [...document.querySelectorAll('input:not([type=hidden]), select, textarea')]
                    .filter(e => !e.labels?.length && !e.getAttribute('aria-label'))
                    .map(e => 'no label: ' + e.outerHTML)
                    .concat([...document.querySelectorAll('button, a')]
                        .filter(e => !e.textContent.trim() && !e.getAttribute('aria-label'))
                        .map(e => 'no name: ' + e.outerHTML))""")).isEmpty();
    }

    @Test
    void headingsAndLandmarksTellTheOrder() {
        assertThat(faults("""
                () => {
                  const faults = [];
                  const levels = [...document.querySelectorAll('main h1, main h2, main h3')].map(h => +h.tagName[1]);
                  if (levels.filter(l => l === 1).length !== 1) faults.push('h1: ' + levels);
                  levels.forEach((l, i) => { if (i && l > levels[i - 1] + 1) faults.push('skips a level: ' + levels); });
                  for (const one of ['header', 'nav', 'main']) if (!document.querySelector(one)) faults.push('no ' + one);
                  const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
                  ids.filter((id, i) => ids.indexOf(id) !== i).forEach(id => faults.push('id twice: ' + id));
                  document.querySelectorAll('table').forEach(t => {
                    if (!t.caption) faults.push('table without caption');
                    if ([...t.querySelectorAll('th')].some(th => !th.scope)) faults.push('th without scope');
                  });
                  return faults;
                }""")).isEmpty();
    }

    /** Of data, names and notes, in headings, lists, fields, tables and the history. */
    @Test
    void textFromRightToLeftRunsSoAndLeavesTheRestAlone() {
        var window = desk.window("Anna");
        PAGES.forEach(
                (name, path) -> assertThat(faults(window, path, """
                () => {
                  const faults = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
                  while (walker.nextNode()) {
                    const text = walker.currentNode, own = text.parentElement.closest('[dir]');
                    if (/[\u0590-\u08ff]/.test(text.data) && !text.parentElement.closest('title, .notice')
                        && (own?.dir !== 'auto' || (/^[\u0590-\u08ff]/.test(own.textContent.trim()) && getComputedStyle(own).direction !== 'rtl')))
                      faults.push(text.parentElement.outerHTML);
                  }
                  document.querySelectorAll('textarea, main input[type=text]').forEach(e => { if (e.dir !== 'auto') faults.push(e.outerHTML); });
                  return faults;
                }""")).as(name).isEmpty());
    }

    @Test
    void everyLinkToAPlaceOnThePageLeadsThere() {
        assertThat(faults("""
                () => [...document.querySelectorAll('a[href^="#"]')]
                    .filter(a => !document.getElementById(a.getAttribute('href').slice(1)))
                    .map(a => 'leads nowhere: ' + a.outerHTML)""")).isEmpty();
    }

    /** WCAG 2.2, 1.4.3: 4.5 to 1, and 3 to 1 for large text. */
    @Test
    void allTextHasContrast() {
        assertThat(faults("""
                () => {
                  const parse = c => { const n = c.match(/[\\d.]+/g).map(Number); return { r: n[0], g: n[1], b: n[2], a: n[3] ?? 1 }; };
                  const light = c => { const f = v => (v /= 255) <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4;
                    return .2126 * f(c.r) + .7152 * f(c.g) + .0722 * f(c.b); };
                  const ground = e => { for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor); if (c.a > .99) return c; }
                    return { r: 255, g: 255, b: 255 }; };
                  const faults = new Set();
                  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
                  while (walker.nextNode()) {
                    const e = walker.currentNode.parentElement;
                    if (!walker.currentNode.data.trim() || !e.checkVisibility() || e.closest('.off, script, dialog, .skip')) continue;
                    const style = getComputedStyle(e), size = parseFloat(style.fontSize);
                    const [a, b] = [light(parse(style.color)), light(ground(e))].sort((x, y) => y - x);
                    const ratio = (a + .05) / (b + .05);
                    const needed = size >= 24 || (size >= 18.66 && +style.fontWeight >= 700) ? 3 : 4.5;
                    if (ratio < needed) faults.add(ratio.toFixed(2) + ' ' + e.tagName + '.' + e.className + ' "' + walker.currentNode.data.trim().slice(0, 30) + '"');
                  }
                  return [...faults];
                }""")).isEmpty();
    }

    private static List<String> faults(String script) {
        var faults = new ArrayList<String>();
        for (int width : new int[] {1440, 390}) {
            for (var colours : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
                var window = desk.window("Anna", width, colours);
                PAGES.forEach((name, path) -> faults(window, path, script)
                        .forEach(fault -> faults.add(name + ", " + width + ", " + colours + ": " + fault)));
                window.context().close();
            }
        }
        return faults;
    }

    private static List<String> faults(Page window, String path, String script) {
        window.navigate(desk.url(path));
        return ((List<?>) window.evaluate(script)).stream().map(String::valueOf).toList();
    }
}
