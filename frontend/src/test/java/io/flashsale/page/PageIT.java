package io.flashsale.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The bundled page in a real Chromium against a stub of the public contract. */
class PageIT {

    private static final Path PAGE = Path.of(System.getProperty("flashsale.page"));
    private static final Path SHOTS = Path.of(System.getProperty("flashsale.shots"));
    private static Chromium chromium;

    private final StubShop shop = new StubShop();
    private final List<String> complaints = new ArrayList<>();
    private StubServer server;
    private BrowserContext context;
    private Page page;

    @BeforeAll
    static void findBrowser() {
        Optional<Path> executable = Chromium.executable();
        assumeTrue(executable.isPresent(), "No Chromium found: set FLASHSALE_CHROMIUM to its path to test the page");
        chromium = new Chromium(executable.get());
    }

    @AfterAll
    static void closeBrowser() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void openPage() throws IOException {
        server = new StubServer(shop, PAGE);
        open(new Browser.NewContextOptions().setLocale("en-GB").setViewportSize(1180, 900));
    }

    private void open(Browser.NewContextOptions options) {
        context = chromium.browser.newContext(options);
        page = context.newPage();
        page.setDefaultTimeout(20_000);
        PlaywrightAssertions.setDefaultAssertionTimeout(20_000);
        page.onConsoleMessage(message -> {
            // A refused call is the test's own doing; anything else that the browser complains of is a fault.
            if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
    }

    @AfterEach
    void closePage() {
        context.close();
        server.close();
        assertThat(complaints).isEmpty();
    }

    @Test
    void countsDownToTheOpeningByTheServersClockAndThenSells() {
        shop.setSale("SCHEDULED", Instant.now().plusSeconds(754), 300, 2);
        page.navigate(server.url());
        assertThat(at("countdown")).containsText("Opens in");
        assertThat(at("countdown")).containsText("12:");
        signIn("Ada");
        assertThat(at("buy")).isDisabled();
        shoot("scheduled");
        shop.setSale("OPEN", Instant.now().minusSeconds(1), 300, 2);
        assertThat(at("buy")).isEnabled();
        assertThat(at("stock")).hasText("300 of 300 left");
        shoot("open");
    }

    @Test
    void countsByTheServersClockWhenThisComputersIsWrong() {
        shop.setSale("SCHEDULED", Instant.now().plusSeconds(754), 300, 2);
        page.clock().setFixedTime(Instant.now().plusSeconds(3600).toEpochMilli());
        page.navigate(server.url());
        assertThat(at("countdown")).containsText("12:");
    }

    @Test
    void buysPaysAndShowsEveryStepWithoutAReload() {
        page.navigate(server.url());
        signIn("Ada");
        at("quantity").selectOption("2");
        at("buy").click();
        assertStatus("QUEUED");
        shoot("queued");
        shop.moveOrder("PENDING_PAYMENT", Instant.now().plusSeconds(120), null);
        assertStatus("PENDING_PAYMENT");
        assertThat(at("hold")).containsText("1:5");
        assertThat(at("pay")).hasText("Pay €39.80");
        assertThat(at("buy")).hasCount(0);
        shoot("paying");
        at("pay-card-4242424242424242").click();
        at("pay").click();
        assertStatus("PAID");
        assertThat(at("my-orders")).containsText("Paid");
        assertThat(shop.idempotencyKeys()).hasSize(1).first().asString().hasSize(36);
        shoot("paid");
    }

    @Test
    void letsAnotherCardTryAfterADecline() {
        buyAndArrive();
        at("pay-card-4000000000000002").click();
        at("pay").click();
        assertThat(at("payment-failed")).isVisible();
        shoot("declined");
        at("pay-card-4000000000000119").click();
        at("pay").click();
        assertThat(at("payment-pending")).isVisible();
        shop.moveOrder("PAID", Instant.now().plusSeconds(90), "SUCCEEDED");
        assertStatus("PAID");
        assertThat(shop.idempotencyKeys()).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void mayBuyAgainAfterCancellingAndAfterRunningOutOfTime() {
        buyAndArrive();
        at("cancel").click();
        assertStatus("CANCELLED");
        shoot("cancelled");
        at("buy").click();
        assertStatus("QUEUED");
        shop.moveOrder("EXPIRED", Instant.now().minusSeconds(1), "REFUNDED");
        assertStatus("EXPIRED");
        assertThat(page.getByText("was refunded")).isVisible();
        at("buy").click();
        assertStatus("QUEUED");
        assertThat(page.getByTestId("my-order")).hasCount(3);
    }

    @Test
    void tellsEveryRefusalInPlainWords() {
        page.navigate(server.url());
        signIn("Ada");
        refused(new StubShop.Refusal(409, "sold-out", ",\"final\":false", 0), "Sold out for now");
        shoot("sold-out-for-now");
        refused(new StubShop.Refusal(409, "sold-out", ",\"final\":true", 0), "Sold out for good");
        refused(new StubShop.Refusal(409, "sale-not-open", ",\"opensAt\":\"2030-01-01T12:00:00Z\"", 0), "It opens at");
        refused(new StubShop.Refusal(503, "unknown-outcome", "", 1), "Press Buy again: you cannot be counted twice");
        refused(new StubShop.Refusal(503, "unavailable", "", 1), "busy right now");
        refused(new StubShop.Refusal(409, "conflict", "", 0), "moved on");
        refused(new StubShop.Refusal(403, "forbidden", "", 0), "not open to you");
        refused(new StubShop.Refusal(400, "invalid-request", ",\"errors\":[{\"field\":\"quantity\"}]", 0), "quantity");
        refused(new StubShop.Refusal(500, "never-heard-of", "", 0), "Something went wrong on our side");
        refused(new StubShop.Refusal(429, "rate-limited", "", 30), "Please wait 30 s");
        assertThat(at("buy")).isDisabled();
        assertThat(at("buy")).containsText("Wait");
    }

    @Test
    void takesANewPassWhenTheOldOneIsRefused() {
        page.navigate(server.url());
        signIn("Ada");
        shop.refuseNextBuy(new StubShop.Refusal(403, "pass-invalid", "", 0));
        at("buy").click();
        assertStatus("QUEUED");
    }

    @Test
    void doesTheWorkThatAPassCostsInAWorkerAndSaysSoMeanwhile() {
        shop.demandWork(StubChallenge.taking(500_000, 20));
        page.navigate(server.url());
        signIn("Ada");
        assertThat(at("checking")).containsText("you are not a program");
        assertThat(page.workers()).hasSize(1);
        at("buy").click();
        assertThat(at("buy")).hasText("Checking…");
        shoot("checking");
        assertStatus("QUEUED");
        assertThat(at("checking")).hasCount(0);
        assertThat(page.workers()).isEmpty();
        assertThat(shop.solvedChallenges()).isEqualTo(1);
    }

    @Test
    void doesTheWorkThatARefusedClickCostsAndClicksAgainByItself() {
        page.navigate(server.url());
        signIn("Ada");
        assertThat(at("buy")).isEnabled();
        page.waitForResponse("**/pass", () -> page.reload());
        shop.demandWork(new StubChallenge("c1.lamp.Ada.x", 10));
        shop.refuseNextBuy(new StubShop.Refusal(403, "pass-invalid", "", 0));
        at("buy").click();
        assertStatus("QUEUED");
        assertThat(shop.solvedChallenges()).isEqualTo(1);
    }

    @Test
    void asksForSignInAgainWhenItHasRunOut() {
        page.navigate(server.url());
        signIn("Ada");
        shop.refuseNextBuy(new StubShop.Refusal(401, "unauthenticated", "", 0));
        at("buy").click();
        assertThat(at("sign-in")).isVisible();
    }

    @Test
    void followsTheOrderByAskingWhileNoStreamIsToBeHad() {
        shop.breakStreams(true);
        buyAndArrive();
        shop.moveOrder("PAID", Instant.now().plusSeconds(90), "SUCCEEDED");
        assertStatus("PAID");
    }

    @Test
    void findsTheLiveOrderAgainAfterAReload() {
        buyAndArrive();
        page.reload();
        assertStatus("PENDING_PAYMENT");
        assertThat(at("buyer")).hasText("Ada");
    }

    @Test
    void keepsAnOrderThatWasBoughtWhileTheListWasUnderWay() {
        shop.buy("lamp", "Ada", 1);
        shop.moveOrder("CANCELLED", null, null);
        String listOfBefore = shop.orders(0, 10);
        List<Route> held = new ArrayList<>();
        page.route(url -> url.contains("/api/orders?"), held::add);
        page.navigate(server.url());
        signIn("Ada");
        at("buy").click();
        assertStatus("QUEUED");
        held.get(0)
                .fulfill(new Route.FulfillOptions()
                        .setContentType("application/json")
                        .setBody(listOfBefore));
        assertThat(page.getByTestId("my-order")).hasCount(2);
        assertStatus("QUEUED");
    }

    @Test
    void showsOrdersPageByPage() {
        for (int i = 0; i < 13; i++) {
            shop.buy("lamp", "Ada", 1);
            shop.moveOrder("CANCELLED", null, null);
        }
        page.navigate(server.url());
        signIn("Ada");
        assertThat(page.getByTestId("my-order")).hasCount(10);
        at("more-orders").click();
        assertThat(page.getByTestId("my-order")).hasCount(13);
        assertThat(at("more-orders")).hasCount(0);
    }

    @Test
    void isUsableOnANarrowDarkScreenAndByKeyboard() {
        context.close();
        open(new Browser.NewContextOptions()
                .setLocale("en-GB")
                .setViewportSize(375, 740)
                .setColorScheme(ColorScheme.DARK));
        page.navigate(server.url());
        at("sign-in-name").focus();
        page.keyboard().type("Ada");
        page.keyboard().press("Enter");
        assertThat(at("buyer")).hasText("Ada");
        // A button that is still disabled takes no focus.
        assertThat(at("buy")).isEnabled();
        at("buy").press("Enter");
        assertStatus("QUEUED");
        shop.moveOrder("PENDING_PAYMENT", Instant.now().plusSeconds(120), null);
        assertStatus("PENDING_PAYMENT");
        Object overflow = page.evaluate("document.documentElement.scrollWidth > innerWidth");
        assertThat(overflow).isEqualTo(false);
        shoot("narrow-dark");
    }

    private void buyAndArrive() {
        page.navigate(server.url());
        signIn("Ada");
        at("buy").click();
        assertStatus("QUEUED");
        shop.moveOrder("PENDING_PAYMENT", Instant.now().plusSeconds(120), null);
        assertStatus("PENDING_PAYMENT");
    }

    private void signIn(String name) {
        at("sign-in-name").fill(name);
        at("sign-in").click();
        assertThat(at("buyer")).hasText(name);
    }

    private void refused(StubShop.Refusal refusal, String words) {
        shop.refuseNextBuy(refusal);
        at("buy").click();
        assertThat(at("problem")).containsText(words);
        assertThat(page.locator("body").innerText()).doesNotContain("/problems/", "raw title", "{");
    }

    private void assertStatus(String status) {
        assertThat(at("order-status")).hasAttribute("data-status", status);
    }

    private Locator at(String testId) {
        return page.getByTestId(testId);
    }

    private void shoot(String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(SHOTS.resolve(name + ".png"))
                .setFullPage(true));
    }
}
