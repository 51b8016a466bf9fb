package dev.signalbox.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkInTheBrowserTest {
    private static final String EXAMINERS = "/queues/property-claims/examiners";
    private static final Pattern A_TASK = Pattern.compile(".*/tasks/[0-9A-Z]{13}-\\d+");

    @TempDir
    static Path folder;

    private static Desk desk;

    @BeforeAll
    static void open() throws Exception {
        desk = new Desk(folder);
    }

    @AfterAll
    static void close() throws Exception {
        try (var closing = desk) {
            assertThat(closing.faults()).isEmpty();
        }
    }

    @AfterEach
    void leave() {
        desk.closeWindows();
    }

    @Test
    void theNameIsAskedForOnceAndThenTheActionGoesOn() throws Exception {
        desk.claim("N-1", "Property Damage", "Checked Baggage", "120.00");
        var page = desk.window("");
        page.navigate(desk.url(EXAMINERS));
        button(page, "Next task").click();
        page.getByLabel("Your name").fill("Änne O’Neill");
        button(page, "Go on").click();

        assertThat(page).hasURL(A_TASK);
        assertThat(page.locator("#holder")).containsText("you");
        assertThat(page.locator(".who-name")).hasText("Änne O’Neill");
        assertThat(page.context().cookies())
                .singleElement()
                .satisfies(cookie -> assertThat(cookie.httpOnly).isTrue());

        button(page, "Release").click();
        assertThat(page).hasURL(Pattern.compile(".*" + EXAMINERS));
        assertThat(page.locator(".notice")).containsText("is free again");
    }

    @Test
    void aReviewIsCompletedWithTheOutcomeChosenAndTheNextTaskIsTaken() throws Exception {
        var first = desk.claim("R-1", "Property Damage", "Checked Baggage", "130.00");
        desk.claim("R-2", "Property Damage", "Checked Baggage", "140.00");
        var page = desk.window("Anna");
        page.navigate(desk.url("/tasks/" + first + "-1"));
        page.locator("#claim").click();
        page.getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName("DENY"))
                .check();
        page.getByLabel("Note").fill("No receipt.\nAsked twice.");
        button(page, "Complete and take the next").click();

        assertThat(page).hasURL(A_TASK);
        assertThat(page.locator(".notice")).containsText("Claim R-1");
        assertThat(page.locator("#holder")).containsText("you");
        var step = item(first).get("steps").get(0);
        assertThat(step.get("status").asText()).isEqualTo("DONE");
        page.navigate(desk.url("/items/" + first));
        assertThat(page.locator(".history")).containsText("DENY: No receipt. Asked twice.");
    }

    @Test
    void badDataAreCorrectedAndDecidedAgain() throws Exception {
        var id = desk.claim("C-1", "", "Checkpoint", "null");
        var page = desk.window("Anna");
        page.navigate(desk.url("/tasks/" + id + "-1"));
        page.locator("#claim").click();
        var type = page.getByLabel("Type", new Page.GetByLabelOptions().setExact(true));
        assertThat(type).hasAttribute("aria-invalid", "true");

        button(page, "Correct and decide again").click();
        assertThat(page.locator(".notice")).containsText("Nothing was changed");

        type.fill("Compliment");
        button(page, "Correct and decide again").click();
        assertThat(page).hasURL(Pattern.compile(".*/items/" + id));
        assertThat(page.locator(".notice")).containsText("Claim C-1");
        assertThat(page.locator(".desk-why")).containsText("FULL");
        assertThat(page.locator(".earlier")).containsText("MANUAL");
        page.waitForCondition(() -> outcome(id).equals("ANSWER"));
    }

    @Test
    void aLineOfAnInvoiceIsCorrectedInItsTable() throws Exception {
        var id = desk.accepted("supplier-invoices", """
                {"supplier": "Achterberg Paper", "supplierId": "S-101", "number": "L-1", "issued": "2025-09-01",
                 "received": "2025-09-03", "currency": "EUR", "bankAccount": "DE95999999990010605266",
                 "lines": [
                   {"description": "Copy paper", "quantity": 50, "unitPrice": 4.98, "taxRate": 19, "amount": "24g.00"},
                   {"description": "A line too many", "quantity": 1, "unitPrice": 1, "taxRate": 19, "amount": 1.00}],
                 "net": 249.00, "tax": 47.31, "total": 296.31}""");
        var page = desk.window("Anna");
        page.navigate(desk.url("/tasks/" + id + "-1"));
        page.locator("#claim").click();
        var amount = page.getByLabel("Amount, row 1");
        assertThat(amount).hasValue("24g.00");
        amount.fill("249.00");
        page.getByLabel("Remove row 2").check();
        button(page, "Correct and decide again").click();

        assertThat(page.locator(".notice")).containsText("Invoice");
        assertThat(item(id).get("payload").get("lines").toString())
                .isEqualTo("[{\"description\":\"Copy paper\",\"quantity\":50,\"unitPrice\":4.98,\"taxRate\":19,"
                        + "\"amount\":249.0}]");
        assertThat(item(id).get("decision").get("problems")).isEmpty();
    }

    @Test
    void aFailedStepIsSkippedWithAReason() throws Exception {
        var id = desk.claim("F-1", "Property Damage", "Checkpoint", "240.00");
        var page = desk.window("Anna");
        page.waitForCondition(() -> item(id).get("steps").size() == 3);
        page.navigate(desk.url("/tasks/" + id + "-3"));
        page.locator("#claim").click();
        assertThat(page.locator(".failure")).containsText("422");

        page.getByLabel("Reason").fill("Paid by cheque.");
        button(page, "Skip", true).click();
        assertThat(page).hasURL(Pattern.compile(".*/senior-examiners"));
        page.waitForCondition(() -> outcome(id).equals("PAY"));
        page.navigate(desk.url("/items/" + id));
        assertThat(page.locator(".steps")).containsText("Paid by cheque.");
    }

    @Test
    void aRivalIsNamedAndWhatWasTypedIsKept() throws Exception {
        var id = desk.claim("X-1", "Property Damage", "Checked Baggage", "150.00");
        var task = "/tasks/" + id + "-1";
        var page = desk.window("Anna");
        page.navigate(desk.url(task));
        page.locator("#claim").click();
        page.getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName("DENY"))
                .check();
        page.getByLabel("Note").fill("Half an hour of thought.");
        desk.client.post("/v1" + task + "/release", "Anna", "");
        desk.client.post("/v1" + task + "/claim", "Bob", "");
        button(page, "Complete and take the next").click();

        assertThat(page.getByRole(AriaRole.ALERT)).containsText("Bob holds this task now");
        assertThat(page.getByLabel("Note")).hasValue("Half an hour of thought.");
        assertThat(button(page, "Complete and take the next")).isHidden();

        desk.client.post("/v1" + task + "/release", "Bob", "");
        page.navigate(desk.url(task));
        assertThat(page.locator("#holder")).containsText("nobody");
    }

    @Test
    void aClaimThatRanOutIsTakenAgainWithWhatWasTyped() throws Exception {
        var id = desk.claim("X-2", "Property Damage", "Checked Baggage", "151.00");
        var page = desk.window("Anna");
        page.navigate(desk.url("/tasks/" + id + "-1"));
        page.locator("#claim").click();
        page.getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName("PAY"))
                .check();
        desk.client.post("/v1/tasks/" + id + "-1/release", "Anna", "");
        button(page, "Complete", true).click();
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("Your claim had run out");

        button(page, "Claim again, complete and take the next").click();
        assertThat(page.locator(".notice-done")).containsText("Claim X-2");
        assertThat(item(id).get("steps").get(0).get("status").asText()).isEqualTo("DONE");
    }

    @Test
    void allOfItIsDoneWithKeysAlone() throws Exception {
        desk.claim("K-1", "Property Damage", "Checked Baggage", "160.00");
        desk.claim("K-2", "Property Damage", "Checked Baggage", "161.00");
        var page = desk.window("Kim");
        page.navigate(desk.url(EXAMINERS));
        page.keyboard().press("?");
        assertThat(page.locator("#help")).isVisible();
        page.keyboard().press("Escape");
        page.keyboard().press("j");
        assertThat(page.locator("[data-line]").first()).isFocused();
        page.keyboard().press("n");
        assertThat(page).hasURL(A_TASK);
        var first = page.url();
        page.keyboard().press("2");
        page.keyboard().press("Tab");
        page.keyboard().type("No case.");
        page.keyboard().press("Control+Enter");
        page.waitForURL(url -> A_TASK.matcher(url).matches() && !url.startsWith(first));

        assertThat(page.locator(".notice-done")).isVisible();
        page.waitForLoadState();
        page.keyboard().press("r");
        assertThat(page.locator(".notice")).containsText("is free again");
        page.waitForLoadState();
        page.keyboard().press("g");
        page.keyboard().press("o");
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Overview")))
                .isVisible();
        page.keyboard().press("/");
        page.keyboard().type("06NOSUCHITEM0");
        page.keyboard().press("Enter");
        assertThat(page.locator("h1")).hasText("Nothing found");
        assertThat(page.locator("main")).containsText("No item and no task has the key or id “06NOSUCHITEM0”");
    }

    @Test
    void theSearchBoxFindsByKeyAndById() throws Exception {
        var claim = desk.claim("50%_\\\"F\\\"", "Property Damage", "Checked Baggage", "190.00");
        var other = desk.claim("محمد-7", "Property Damage", "Checked Baggage", "190.00");
        var named = desk.client
                .postOnce("/v1/processes/property-claims/items", "portal/77", """
                        {"claimNumber": "F-77", "received": "2014-12-31", "incident": "2014-12-20", "airport": "SEA",
                         "airline": "Alaska Airlines", "type": "Compliment", "site": "Checkpoint", "amount": null}""")
                .body()
                .get("id")
                .asText();
        var invoice = desk.accepted("supplier-invoices", """
                {"supplier": "Achterberg Paper", "supplierId": "S-101", "number": "F-9", "issued": "2025-09-01",
                 "received": "2025-09-03", "currency": "EUR", "bankAccount": "DE95999999990010605266", "lines": [],
                 "net": 249.00, "tax": 47.31, "total": 296.31}""");
        var page = desk.window("Anna");
        var places = new LinkedHashMap<String, String>();
        places.put("50%_\"F\"", "/items/" + claim);
        places.put("  50%_\"f\" ", "/items/" + claim); // by its letters, whatever their case
        places.put("محمد-7", "/items/" + other);
        places.put("portal/77", "/items/" + named);
        places.put("F-77", "/items/" + named);
        places.put("S-101 · F-9", "/items/" + invoice);
        places.put("s-101 f-9", "/find?");
        places.put("F-9", "/items/" + invoice);
        places.put(claim.toLowerCase(Locale.ROOT), "/items/" + claim);
        places.put(claim.replace('0', 'O').replace('1', 'l'), "/items/" + claim);
        places.put(claim + "-1", "/tasks/" + claim + "-1");
        places.put("50%", "/find?");
        places.put("%", "/find?");
        places.put("9".repeat(200), "/find?");
        places.forEach((text, place) -> {
            var answer = page.navigate(desk.url("/find?q=" + URLEncoder.encode(text, StandardCharsets.UTF_8)));
            assertThat(page.url()).as(text).startsWith(desk.url(place));
            assertThat(answer.status()).as(text).isEqualTo(place.equals("/find?") ? 404 : 200);
        });
        assertThat(page.locator("h1")).hasText("Nothing found");

        desk.accepted("supplier-invoices", """
                {"supplier": "Achterberg Paper", "supplierId": "S-101", "number": "F-10", "lines": []}""");
        page.locator("#find").fill("S-101");
        page.keyboard().press("Enter");
        assertThat(page.locator("[data-line]").first()).isVisible();
        assertThat(page.locator("h1")).containsText("with “S-101”");
        page.navigate(desk.url("/find?q=+"));
        assertThat(page.locator("h1")).hasText("Find an item or a task");
    }

    @Test
    void formsWorkWithoutScripts() throws Exception {
        var id = desk.claim("S-1", "Property Damage", "Checked Baggage", "170.00");
        var context =
                desk.window("").context().browser().newContext(new NewContextOptions().setJavaScriptEnabled(false));
        context.addCookies(List.of(new Cookie(Actor.COOKIE, "Anna").setUrl(desk.url("/"))));
        var page = context.newPage();
        page.navigate(desk.url("/tasks/" + id + "-1"));
        page.locator("#claim").click();
        page.getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName("PAY"))
                .check();
        button(page, "Complete", true).click();

        assertThat(page.locator(".notice-done")).containsText("Claim S-1");
    }

    @Test
    void aRefreshKeepsTheFocusAndReadsOnlyWhatChanged() throws Exception {
        desk.claim("T-1", "Property Damage", "Checked Baggage", "180.00");
        var page = desk.window("Anna");
        page.navigate(desk.url("/"));
        var link = page.locator("#q-property-claims-examiners");
        link.focus();
        // Two looks in which nothing changes: the list stays as it is, and only its clock goes on.
        var old = page.locator(".as-of .num").textContent();
        page.waitForResponse(desk.url("/"), () -> {});
        page.evaluate("document.querySelector('#live').dataset.kept = 'yes'");
        page.waitForCondition(() -> !page.locator(".as-of .num").textContent().equals(old));
        assertThat(page.locator("#live[data-kept]")).hasCount(1);
        desk.claim("T-2", "Property Damage", "Checked Baggage", "181.00");
        assertThat(page.locator("#said")).containsText("waiting");
        assertThat(link).isFocused();
    }

    private static Locator button(Page page, String name) {
        return button(page, name, false);
    }

    private static Locator button(Page page, String name, boolean exact) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(exact));
    }

    private static JsonNode item(String id) {
        try {
            return desk.client.get("/v1/items/" + id).body();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static String outcome(String id) {
        return item(id).get("outcome").asText();
    }
}
