package dev.signalbox.web;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.impl.driver.Driver;
import com.microsoft.playwright.options.ColorScheme;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A Chromium for tests: the one on the PATH, else Playwright's own download, else Debian's package when we are root. Belongs to
 * the thread that opened it, as all of Playwright does.
 */
public final class Browser implements AutoCloseable {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final List<String> ARGUMENTS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");
    private static final Map<String, String> NO_DOWNLOAD = Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    private static final String FROM_DEBIAN = "export DEBIAN_FRONTEND=noninteractive;"
            + " apt-get update && apt-get install -y --no-install-recommends chromium fonts-dejavu-core";

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser chromium;

    private Browser(Playwright playwright, com.microsoft.playwright.Browser chromium) {
        this.playwright = playwright;
        this.chromium = chromium;
    }

    private interface Way {
        com.microsoft.playwright.Browser launch(Playwright playwright) throws IOException, InterruptedException;
    }

    /**
     * The first that starts. Getting one may take some minutes, so only one is got at a time.
     *
     * @throws IllegalStateException when none does, saying what to install
     */
    public static synchronized Browser open() {
        var ways = new LinkedHashMap<String, Way>();
        ways.put("on the PATH", Browser::launchInstalled);
        ways.put("as Playwright's download", Browser::launchDownloaded);
        ways.put("as Debian's package", Browser::launchFromDebian);

        var playwright = Playwright.create(new Playwright.CreateOptions().setEnv(NO_DOWNLOAD));
        var faults = new ArrayList<String>();
        for (var way : ways.entrySet()) {
            try {
                return new Browser(playwright, way.getValue().launch(playwright));
            } catch (IOException | RuntimeException e) {
                faults.add(way.getKey() + ": " + e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                faults.add(way.getKey() + ": interrupted");
            }
        }
        playwright.close();
        throw new IllegalStateException(
                "Expected a Chromium for the browser tests, but none starts. Install Chromium or Google"
                        + " Chrome (on Debian: apt-get install chromium) so that one of " + NAMES
                        + " is on the PATH.\n" + String.join("\n", faults));
    }

    /** A page of its own, without the cookies of others; sizes in CSS pixels. */
    public Page page(int width, int height, ColorScheme colours) {
        return chromium.newContext(
                        new NewContextOptions().setViewportSize(width, height).setColorScheme(colours))
                .newPage();
    }

    public Page page() {
        return page(1280, 800, ColorScheme.LIGHT);
    }

    @Override
    public void close() {
        playwright.close();
    }

    private static com.microsoft.playwright.Browser launchInstalled(Playwright playwright) throws IOException {
        Path chromium = onThePath().orElseThrow(() -> new IOException("none of " + NAMES));
        return playwright.chromium().launch(options().setExecutablePath(chromium));
    }

    private static com.microsoft.playwright.Browser launchDownloaded(Playwright playwright)
            throws IOException, InterruptedException {
        ProcessBuilder driver = Driver.ensureDriverInstalled(NO_DOWNLOAD, false).createProcessBuilder();
        driver.command().addAll(List.of("install", "chromium"));
        run(driver);
        return playwright.chromium().launch(options());
    }

    private static com.microsoft.playwright.Browser launchFromDebian(Playwright playwright)
            throws IOException, InterruptedException {
        if (!"root".equals(System.getProperty("user.name")) || !Files.isExecutable(Path.of("/usr/bin/apt-get"))) {
            throw new IOException("needs root and apt-get");
        }
        run(new ProcessBuilder("/bin/sh", "-c", FROM_DEBIAN));
        return launchInstalled(playwright);
    }

    private static Optional<Path> onThePath() {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static LaunchOptions options() {
        return new LaunchOptions().setArgs(ARGUMENTS);
    }

    private static void run(ProcessBuilder command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("browser", ".log");
        try {
            Process process = command.redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            boolean ended = process.waitFor(10, TimeUnit.MINUTES);
            process.destroyForcibly();
            if (!ended || process.exitValue() != 0) {
                throw new IOException(String.join(" ", command.command()) + " failed:\n" + Files.readString(output));
            }
        } finally {
            Files.deleteIfExists(output);
        }
    }
}
