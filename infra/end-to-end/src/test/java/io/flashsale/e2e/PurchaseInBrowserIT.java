package io.flashsale.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A person at the page: buys, pays, and buys again after a cancellation, in a real Chromium on the real system. */
class PurchaseInBrowserIT {

    private static final double PATIENCE_MILLIS = 30_000;

    private final List<String> complaints = new ArrayList<>();

    @Test
    void buysPaysAndCancelsOnThePage() {
        Optional<Path> chromium = Stream.concat(
                        Stream.ofNullable(System.getenv("FLASHSALE_CHROMIUM")),
                        Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"))
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(chromium.isPresent(), "No Chromium found: set FLASHSALE_CHROMIUM to its path to test the page");
        SystemUnderTest system = SystemUnderTest.shared();
        try (Api api = new Api(system);
                Playwright playwright = Playwright.create(
                        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
                Browser browser = playwright
                        .chromium()
                        .launch(new BrowserType.LaunchOptions()
                                .setExecutablePath(chromium.get())
                                .setArgs(List.of("--no-sandbox", "--disable-gpu")))) {
            String title = "Lamps " + UUID.randomUUID();
            String saleId = api.openSale(title, 40, 2, 300);
            Page page = open(browser, system.url());
            at(page, "sign-in-name").fill("Ada " + UUID.randomUUID().toString().substring(0, 4));
            at(page, "sign-in").click();
            at(page, "sale-card")
                    .filter(new Locator.FilterOptions().setHasText(title))
                    .click();

            buy(page);
            shoot(page, "paying");
            at(page, "cancel").click();
            assertStatus(page, "CANCELLED");

            buy(page);
            at(page, "pay-card-4242424242424242").click();
            at(page, "pay").click();
            assertStatus(page, "PAID");
            shoot(page, "paid");

            Waiting.until(
                    "the ledger has the sold unit",
                    () -> api.ledger(saleId).path("paid").asInt() == 1);
            assertThat(complaints).as("what the browser complained of").isEmpty();
        }
    }

    private Page open(Browser browser, String url) {
        Page page = browser.newPage();
        page.setDefaultTimeout(PATIENCE_MILLIS);
        page.onConsoleMessage(message -> {
            // A refused call is part of the contract; anything else that the browser complains of is a fault.
            if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.navigate(url);
        return page;
    }

    /** Clicks Buy until the order is booked: stock that was just returned is for sale again a moment later. */
    private static void buy(Page page) {
        assertThat(at(page, "buy")).isEnabled(new LocatorAssertions.IsEnabledOptions().setTimeout(PATIENCE_MILLIS));
        at(page, "buy").click();
        assertStatus(page, "PENDING_PAYMENT");
    }

    private static void assertStatus(Page page, String status) {
        assertThat(at(page, "order-status"))
                .hasAttribute(
                        "data-status", status, new LocatorAssertions.HasAttributeOptions().setTimeout(PATIENCE_MILLIS));
    }

    private static Locator at(Page page, String testId) {
        return page.getByTestId(testId);
    }

    private static void shoot(Page page, String name) {
        Path shots = LocalLauncher.root().resolve("infra/end-to-end/target/shots");
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(shots.resolve(name + ".png"))
                .setFullPage(true));
    }
}
