package dev.signalbox.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys and buttons send what the person chose, and what a person typed survives every way a task can be taken from them. */
class AnswersInTheBrowserTest {
    private static final Pattern A_QUEUE = Pattern.compile(".*/queues/property-claims/[a-z-]+");

    @TempDir
    static Path folder;

    private static Desk desk;
    private static int number;

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

    // ---- Each form is sent by its own key only.

    @Test
    void nothingIsChosenForAPersonAndCtrlEnterSendsNothingThen() throws Exception {
        var page = at(review());
        assertThat(page.locator("#answer input:checked")).hasCount(0);
        page.keyboard().press("Control+Enter");
        page.locator("#note").fill("Only thought of.");
        page.keyboard().press("Escape");
        page.keyboard().press("Control+Enter");
        assertThat(page.locator("#answer :invalid").first()).isVisible();
        assertOpen(page);
    }

    @Test
    void aReviewIsSentWithTheOutcomeOfTheKey() throws Exception {
        var page = at(review());
        page.keyboard().press("2");
        page.keyboard().press("Control+Enter");
        assertThat(page.locator(".notice-done")).isVisible();
        assertThat(outcome(page, 1)).isEqualTo("DENY");
    }

    @Test
    void aSuggestionIsTakenByAKeyOfItsOwn() throws Exception {
        var page = at(task(desk.claim(next(), "Property Damage", "Checkpoint", "900.00"), 1));
        assertThat(page.locator(".choice-suggested")).containsText("PAY");
        assertThat(page.locator("#answer input:checked")).hasCount(0);
        page.keyboard().press("a");
        page.keyboard().press("Control+Enter");
        assertThat(page.locator(".notice-done")).isVisible();
        assertThat(outcome(page, 1)).isEqualTo("PAY");
    }

    @Test
    void whatAnOverruledRuleWantedIsToldApartAndNeverSuggested() throws Exception {
        var page = at(task(desk.accepted("property-claims", """
                {"claimNumber": "%s", "received": "2014-12-31", "incident": "2011-12-20", "airport": "SEA",
                 "airline": "Alaska Airlines", "type": "Compliment", "site": "Checkpoint", "amount": null}""".formatted(next())), 1));
        assertThat(page.locator(".reasons").first()).containsText("a rule that was overruled wanted ANSWER");
        assertThat(page.locator(".suggests, .choice-suggested, #answer input:checked"))
                .hasCount(0);
        page.keyboard().press("a");
        page.keyboard().press("Control+Enter");
        assertOpen(page);
    }

    @Test
    void whatWouldHaveLetTheMachineDoItIsForThoseWhoAskOnTheItemsPage() throws Exception {
        var page = at(review());
        assertThat(page.locator("main")).not().containsText("let the machine do it");
        page.navigate(desk.url("/items/" + itemId(page)));
        page.locator("#turns a").click();
        assertThat(page.locator("#turns .turn-list")).containsText("Compliment");
        assertThat(page).hasURL(Pattern.compile(".*/items/" + itemId(page)));
    }

    @Test
    void aCorrectionIsSentFromItsFieldsAndItsNote() throws Exception {
        var page = at(correct());
        page.keyboard().press("e");
        assertThat(page.getByLabel("Type", exact())).isFocused();
        page.keyboard().type("Compliment");
        page.locator("#note").fill("He thanks us.");
        page.keyboard().press("Control+Enter");
        assertThat(page.locator(".notice-done")).isVisible();
        assertThat(page.locator(".history")).containsText("Type: blank → Compliment: He thanks us.");
    }

    @Test
    void anOutcomeInPlaceOfACorrectionIsSentAsThat() throws Exception {
        var page = at(correct());
        page.keyboard().press("3");
        assertThat(page.locator("#answer input:checked")).isFocused();
        page.keyboard().press("Control+Enter");
        assertThat(page.locator(".notice-done")).isVisible();
        assertThat(outcome(page, 1)).isEqualTo("ANSWER");
        assertThat(history(page)).doesNotContain("CORRECTED");
    }

    @Test
    void aCloseIsSentAsACloseAndNeverAsARetry() throws Exception {
        var page = at(resolve());
        page.keyboard().press("2");
        page.keyboard().press("Control+Enter");
        assertThat(page.locator(".notice-done")).isVisible();
        assertThat(item(page).get("outcome").asText()).isEqualTo("DENY");
        assertThat(history(page)).contains("close by hand as DENY").doesNotContain("\"retry\"");
    }

    @Test
    void aChoiceCountsAlsoWhenTheFocusIsGone() throws Exception {
        var page = at(resolve());
        page.locator("#close").getByText("DENY").click();
        page.locator("#answer-title").click();
        page.keyboard().press("Control+Enter");
        assertThat(page.locator(".notice-done")).isVisible();
        assertThat(item(page).get("outcome").asText()).isEqualTo("DENY");
    }

    @Test
    void aSkipIsSentFromItsReason() throws Exception {
        var page = at(resolve());
        page.keyboard().press("s");
        page.keyboard().type("Paid by cheque.");
        page.keyboard().press("Control+Enter");
        assertThat(page.locator(".notice-done")).isVisible();
        assertThat(history(page)).contains("STEP_SKIPPED", "Paid by cheque.").doesNotContain("\"retry\"");
    }

    @Test
    void aRetryIsSentOnlyFromItsOwnButton() throws Exception {
        var page = at(resolve());
        page.keyboard().press("Control+Enter");
        assertOpen(page);
        page.keyboard().press("t");
        assertThat(page.locator("#retry [data-submit]")).isFocused();
        page.keyboard().press("Control+Enter");
        assertThat(page.locator(".notice-done")).isVisible();
        assertThat(history(page)).contains("\"retry\"");
    }

    @Test
    void withTwoFormsBegunAndTheFocusInNoneNothingIsSent() throws Exception {
        var page = at(resolve());
        page.locator("#skip-note").fill("Perhaps.");
        page.locator("#close").getByText("PAY").click();
        page.locator("#answer-title").click();
        page.keyboard().press("Control+Enter");
        assertOpen(page);
    }

    @Test
    void ctrlEnterOutsideTheAnswerDoesNothingToTheTask() throws Exception {
        var page = at(review());
        page.keyboard().press("1");
        for (var place : List.of("#find", "#up", ".desk-item h2", "#claim", "[data-help]")) {
            if (place.equals(".desk-item h2")) {
                page.locator(".desk-rest pre, .desk-rest .scroll").first().focus();
            } else {
                page.locator(place).focus();
            }
            page.evaluate("document.activeElement.dispatchEvent(new KeyboardEvent('keydown',"
                    + " {key: 'Enter', ctrlKey: true, bubbles: true, cancelable: true}))");
            assertOpen(page);
        }
    }

    @Test
    void theKeyForTheFirstProblemGoesNowhereWhereNothingIsWrong() throws Exception {
        var page = at(review());
        page.keyboard().press("e");
        assertThat(page.locator("body")).isFocused();
    }

    // ---- What was typed survives.

    @Test
    void holdingLongerDrawsOnlyTheHoldersLineAnew() throws Exception {
        var page = at(correct());
        page.getByLabel("Type", exact()).fill("Complaint, I think");
        page.locator("#note").fill("Half a thought.");
        page.keyboard().press("Escape");
        page.evaluate("document.querySelector('#holder').dataset.old = 'yes'");
        page.keyboard().press("c");
        assertThat(page.locator("#holder:not([data-old])")).containsText("you");
        assertThat(page.getByLabel("Type", exact())).hasValue("Complaint, I think");
        assertThat(page.locator("#note")).hasValue("Half a thought.");

        desk.client.post("/v1/tasks/" + id(page) + "/release", "Anna", "");
        desk.client.post("/v1/tasks/" + id(page) + "/claim", "Bob", "");
        page.locator("#claim").click();
        assertThat(page.locator("#unsent")).containsText("Bob holds this task now");
        assertThat(page.locator("#holder")).containsText("Bob");
        assertThat(page.locator("#note")).hasValue("Half a thought.");
    }

    @Test
    void holdingLongerWithoutScriptsKeepsWhatIsTyped() throws Exception {
        var task = review();
        var context =
                desk.window("").context().browser().newContext(new NewContextOptions().setJavaScriptEnabled(false));
        context.addCookies(List.of(new Cookie(Actor.COOKIE, "Anna").setUrl(desk.url("/"))));
        var page = context.newPage();
        page.navigate(desk.url("/tasks/" + task));
        page.locator("#claim").click();
        page.locator("#note").fill("By hand.");
        page.getByRole(AriaRole.RADIO, new Page.GetByRoleOptions().setName("DENY"))
                .check();
        button(page, "Hold longer, keep what is typed").click();
        assertThat(page.locator("#note")).hasValue("By hand.");
        assertThat(page.locator("#answer input:checked")).hasValue("DENY");

        desk.client.post("/v1/tasks/" + task + "/complete", "Anna", "{\"outcome\": \"PAY\"}");
        button(page, "Complete and take the next").click();
        assertThat(page.locator("#kept-text")).hasValue("Outcome: DENY\nBy hand.");
        page.locator("[data-help]").click();
        assertThat(page.locator("h1")).hasText("Keyboard shortcuts");
        context.close();
    }

    @Test
    void whatWasTypedIsShownWhenTheTaskWasDoneElsewhereAndCanBeAddedAsANote() throws Exception {
        var page = at(review());
        page.keyboard().press("1");
        page.locator("#note").fill("She sent the receipt.\nשלום");
        desk.client.post("/v1/tasks/" + id(page) + "/complete", "Anna", "{\"outcome\": \"DENY\"}");
        page.keyboard().press("Control+Enter");
        assertThat(page.locator(".notice-refused")).containsText("This task is already done");
        assertThat(page.locator("#kept-text")).hasValue("Outcome: PAY\nShe sent the receipt.\nשלום");
        assertThat(page.locator("#kept-text")).hasAttribute("dir", "auto");

        var item = item(page);
        button(page, "Add it as a note").click();
        assertThat(page.locator(".notice-done")).containsText("in the history now");
        assertThat(page).hasURL(Pattern.compile(".*/items/" + item.get("id").asText()));
        assertThat(page.locator(".history")).containsText("She sent the receipt.");
        assertThat(history(page)).contains("\"event\":\"NOTED\"").contains("\"actorKind\":\"PERSON\"");
    }

    @Test
    void whatWasTypedIsShownWhenTheDataWereCorrectedElsewhere() throws Exception {
        var page = at(correct());
        page.getByLabel("Type", exact()).fill("Complaint");
        page.locator("#note").fill("He is angry.");
        var done = desk.client.post(
                "/v1/tasks/" + id(page) + "/complete", "Anna", "{\"payload\": {\"type\": \"Compliment\"}}");
        assertThat(done.status()).isEqualTo(200);
        button(page, "Correct and decide again").click();
        assertThat(page.locator("#kept-text")).hasValue("Type: Complaint\nHe is angry.");
    }

    @Test
    void whatWasTypedIsShownWhenTheItemWasClosedByHand() throws Exception {
        var page = at(resolve());
        page.keyboard().press("s");
        page.keyboard().type("The bank says it is paid.");
        var closed = desk.client.post(
                "/v1/tasks/" + id(page) + "/complete", "Anna", "{\"action\": \"CLOSE\", \"outcome\": \"DENY\"}");
        assertThat(closed.status()).isEqualTo(200);
        page.keyboard().press("Control+Enter");
        assertThat(page.locator("#kept-text")).hasValue("Skip\nThe bank says it is paid.");
    }

    @Test
    void whatWasTypedStaysWhenTheLeaseRanOutAndAnotherHasTheTask() throws Exception {
        var page = at(correct());
        page.getByLabel("Type", exact()).fill("Complaint");
        page.locator("#note").fill("Found it in the letter.");
        desk.later(Duration.ofMinutes(31));
        page.waitForCondition(() -> claim(id(page), "Bob") == 200);
        button(page, "Correct and decide again").click();
        assertThat(page.locator(".notice-refused")).containsText("Bob holds this task now");
        assertThat(page.getByLabel("Type", exact())).hasValue("Complaint");
        assertThat(page.locator("#note")).hasValue("Found it in the letter.");
        desk.client.post("/v1/tasks/" + id(page) + "/release", "Bob", "");
    }

    @Test
    void whatWasTypedStaysWhenTheNetworkIsGoneOrTheServerIsRestarted() throws Exception {
        var page = at(review());
        page.keyboard().press("2");
        page.locator("#note").fill("Before the storm.");
        page.context().setOffline(true);
        button(page, "Complete and take the next").click();
        assertThat(page.locator("#unsent")).containsText("Not sent: there is no answer from the server");
        page.context().setOffline(false);
        desk.stopServer();
        button(page, "Complete and take the next").click();
        assertThat(page.locator("#unsent")).containsText("Not sent: there is no answer from the server");
        assertThat(page.locator("#note")).hasValue("Before the storm.");
        desk.startServer();
        button(page, "Complete and take the next").click();
        assertThat(page.locator(".notice-done")).isVisible();
        assertThat(outcome(page, 1)).isEqualTo("DENY");
    }

    @Test
    void whatWasTypedStaysWhenTheServerAnswersWithAnError() throws Exception {
        var page = at(review());
        page.keyboard().press("2");
        page.evaluate(
                "note = document.querySelector('#note'); note.hidden = true; note.value = 'x'.repeat(1100000); note.form.requestSubmit()");
        assertThat(page.locator("#unsent")).containsText("What you typed is still here");
        assertThat(page.evaluate("document.querySelector('#note').value.length"))
                .isEqualTo(1_100_000);
        assertOpen(page);
    }

    @Test
    void whatWasTypedIsNotLeftByAKeyOrALinkWithoutAsking() throws Exception {
        var page = at(review());
        page.keyboard().press("2");
        page.onceDialog(dialog -> {
            assertThat(dialog.message()).contains("not sent yet");
            dialog.dismiss();
        });
        page.keyboard().press("r");
        assertThat(page.locator("#answer input:checked")).hasValue("DENY");
        assertThat(page.locator("#holder")).containsText("you");
        page.onceDialog(dialog -> {
            assertThat(dialog.type()).isEqualTo("beforeunload");
            dialog.dismiss();
        });
        page.keyboard().press("u");
        assertThat(page.locator("#answer input:checked")).hasValue("DENY");
    }

    @Test
    void whatWasTypedIsCarriedAlongWhenTheNameMustBeGivenAnew() throws Exception {
        var page = at(review());
        page.keyboard().press("2");
        page.locator("#note").fill("Who am I?");
        page.context().clearCookies();
        button(page, "Complete and take the next").click();
        page.getByLabel("Your name").fill("rules@0123456789ab");
        button(page, "Go on").click();
        assertThat(page.locator("#name-problem")).containsText("reads like one of the engine's own");
        page.getByLabel("Your name").fill("Anna");
        button(page, "Go on").click();
        assertThat(page.locator(".notice-done")).isVisible();
        assertThat(history(page)).contains("DENY: Who am I?");
    }

    // ---- Corrections.

    @Test
    void aCorrectionThatIsStillWrongStaysWithItsClaimAndTheFocusOnTheFirstWrongField() throws Exception {
        var page = at(correct());
        page.getByLabel("Amount", exact()).fill("a lot");
        page.getByLabel("Type", exact()).fill("Compliment");
        page.locator("#note").fill("One of two.");
        button(page, "Correct and decide again").click();

        assertThat(page.locator(".notice-refused")).containsText("Still wrong: Amount. Nothing was changed");
        var amount = page.getByLabel("Amount", exact());
        assertThat(amount).isFocused();
        assertThat(amount).hasAttribute("aria-invalid", "true");
        assertThat(page.locator("#f-amount-p")).isVisible();
        assertThat(page.getByLabel("Type", exact())).hasValue("Compliment");
        assertThat(page.getByLabel("Type", exact())).not().hasAttribute("aria-invalid", "true");
        assertThat(page.locator("#note")).hasValue("One of two.");
        assertThat(page.locator("#holder")).containsText("you");
        assertThat(history(page)).doesNotContain("CORRECTED");

        button(page, "Store it as it is").click();
        assertThat(page.locator(".notice-done")).isVisible();
        assertThat(page.locator(".history")).containsText("Type: blank → Compliment");
    }

    @Test
    void aCorrectionOfALineIsToldInWordsAndARowMarkedStaysMarked() throws Exception {
        var page = at(task(desk.accepted("supplier-invoices", """
                {"supplier": "Achterberg Paper", "supplierId": "S-101", "number": "A-%d", "issued": "2025-09-01",
                 "received": "2025-09-03", "currency": "EUR", "bankAccount": "DE95999999990010605266",
                 "lines": [
                   {"description": "A line too many", "quantity": 1, "unitPrice": 1, "taxRate": 19, "amount": 1.00},
                   {"description": "Copy paper", "quantity": 50, "unitPrice": 4.98, "taxRate": 19, "amount": "24g.00"}],
                 "net": 249.00, "tax": 47.31, "total": 296.31}""".formatted(++number)), 1));
        page.getByLabel("Remove row 1").check();
        page.getByLabel("Amount, row 2").fill("24h.00");
        button(page, "Correct and decide again").click();
        assertThat(page.getByLabel("Amount, row 2")).isFocused();
        assertThat(page.getByLabel("Amount, row 2")).hasValue("24h.00");
        assertThat(page.getByLabel("Remove row 1")).isChecked();

        page.getByLabel("Amount, row 2").fill("249.00");
        button(page, "Correct and decide again").click();
        assertThat(page.locator(".notice-done")).isVisible();
        assertThat(page.locator(".history")).containsText("Lines, row 1 taken out: A line too many, 1, 1, 19, 1.00");
    }

    @Test
    void aFormIsSentOnceHoweverOftenItsButtonIsPressed() throws Exception {
        for (int n = 0; n < 3; n++) {
            review();
        }
        var page = desk.window("Olga");
        page.navigate(desk.url("/queues/property-claims/examiners"));
        page.evaluate("const next = document.querySelector('[data-key=n]'); for (let n = 0; n < 5; n++) next.click();"
                + " addEventListener('pagehide', () => { for (let n = 0; n < 5; n++) next.click(); });");
        assertThat(page.locator("#holder")).containsText("you");
        var tasks = desk.client
                .get("/v1/queues/property-claims/examiners/tasks?limit=200")
                .body()
                .toString();
        assertThat(tasks.split("\"assignee\":\"Olga\"", -1)).hasSize(2);
        page.locator("#release").click();
        assertThat(page.locator(".notice-done")).isVisible();
    }

    // ---- Addresses and the way back.

    @Test
    void whatWasDoneIsToldOnceAndStaysInNoAddress() throws Exception {
        var page = at(review());
        page.keyboard().press("2");
        button(page, "Complete", true).click();
        assertThat(page.locator(".notice-done")).isVisible();
        assertThat(page).hasURL(A_QUEUE);
        page.reload();
        assertThat(page.locator(".notice-done")).hasCount(0);
        page.goBack();
        assertThat(page.locator(".desk-answer")).containsText("This task is done");
        assertThat(page.locator("#answer")).hasCount(0);
    }

    private static String next() {
        return "A-" + ++number;
    }

    private static String task(String item, int n) {
        return item + "-" + n;
    }

    private static String review() throws Exception {
        return task(desk.claim(next(), "Property Damage", "Checked Baggage", "120.00"), 1);
    }

    private static String correct() throws Exception {
        return task(desk.claim(next(), "", "Checkpoint", "null"), 1);
    }

    private static String resolve() throws Exception {
        var id = desk.claim(next(), "Property Damage", "Checkpoint", "240.00");
        return task(id, 3);
    }

    /** A window of Anna's at a task that she has claimed. */
    private static Page at(String task) throws Exception {
        var page = desk.window("Anna");
        page.waitForCondition(() -> claim(task, "Anna") == 200);
        page.navigate(desk.url("/tasks/" + task));
        id(page);
        return page;
    }

    private static int claim(String task, String name) {
        try {
            return desk.client.post("/v1/tasks/" + task + "/claim", name, "").status();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static String id(Page page) {
        return page.evaluate("sessionStorage.task ??= location.pathname.split('/')[2]")
                .toString();
    }

    private static String itemId(Page page) {
        return id(page).replaceAll("-.*", "");
    }

    private static JsonNode item(Page page) throws Exception {
        return desk.client.get("/v1/items/" + itemId(page)).body();
    }

    private static String history(Page page) throws Exception {
        return desk.client.get("/v1/items/" + itemId(page) + "/history").body().toString();
    }

    private static String outcome(Page page, int step) throws Exception {
        return history(page).replaceAll(".*\"COMPLETED\",\"step\":\"[^\"]*-" + step + "\",\"detail\":\"(\\w+).*", "$1");
    }

    /** The task is claimed by Anna still: nothing was sent. */
    private static void assertOpen(Page page) throws Exception {
        var task = desk.client.get("/v1/tasks/" + id(page)).body();
        assertThat(task.get("status").asText()).isEqualTo("CLAIMED");
        assertThat(task.get("assignee").asText()).isEqualTo("Anna");
    }

    private static Page.GetByLabelOptions exact() {
        return new Page.GetByLabelOptions().setExact(true);
    }

    private static Locator button(Page page, String name) {
        return button(page, name, false);
    }

    private static Locator button(Page page, String name, boolean exact) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(exact));
    }
}
