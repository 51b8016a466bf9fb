package dev.signalbox.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocsTest {
    @Test
    void theContractIsBrowsableUnderTheStrictPolicyOfAllPages(@TempDir Path folder) throws Exception {
        try (var running = new RunningServer(folder, Limits.STANDARD);
                var browser = Browser.open()) {
            var page = browser.page(1280, 800, ColorScheme.DARK);
            var sizes = new CopyOnWriteArrayList<Integer>();
            page.onResponse(response -> sizes.add(
                    response.url().contains("/assets/") || response.url().endsWith("/docs")
                            ? Integer.parseInt(response.headers().getOrDefault("content-length", "0"))
                            : 0));
            List<String> complaints = new CopyOnWriteArrayList<>();
            page.onConsoleMessage(message -> {
                if (List.of("error", "warning").contains(message.type())) {
                    complaints.add(message.text());
                }
            });
            page.onPageError(complaints::add);

            page.navigate(running.uri.resolve("/docs").toString());
            page.locator("#operations-operation-live .opblock-summary").click();
            page.locator("#operations-operation-live .try-out__btn").click();
            page.locator("#operations-operation-live .execute").click();

            assertThat(page.locator("#operations-operation-live .live-responses-table"))
                    .containsText("\"status\": \"up\"");
            assertThat(page.locator("header nav [aria-current]")).hasText("API");
            assertThat(page.locator("html.dark-mode #contract .scheme-container"))
                    .isVisible();
            assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isBetween(100_000, 700_000);
            assertThat(complaints).isEmpty();
        }
    }
}
