package io.flashsale.inventory.selling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.flashsale.inventory.Sale;
import io.flashsale.inventory.SaleState;
import io.flashsale.problem.Problem.FieldError;
import io.flashsale.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class NewSaleTest {

    private static final Instant NOW = Instant.parse("2026-01-15T10:00:00Z");
    private static final String KEY = "0123456789abcdef".repeat(4);

    /** A request that is right, to be made wrong in one field. */
    private static final class Request {
        private String title = "Shoes";
        private Long priceMinor = 4990L;
        private String currency = "EUR";
        private Integer stock = 300;
        private Instant opensAt = NOW.plusSeconds(60);
        private Instant closesAt = NOW.plusSeconds(3_600);
        private Integer perUserLimit = 2;
        private Integer holdSeconds = 120;
        private String mode = "lottery";
        private Map<String, Object> unknown = Map.of();

        private Sale toSale() {
            return new NewSale(
                            title,
                            priceMinor,
                            currency,
                            stock,
                            opensAt,
                            closesAt,
                            perUserLimit,
                            holdSeconds,
                            mode,
                            unknown)
                    .toSale("k3v9x2ma", KEY, NOW);
        }

        private List<String> wrongFields() {
            ProblemException refusal = catchThrowableOfType(ProblemException.class, this::toSale);
            assertThat(refusal.problem().type()).isEqualTo("/problems/invalid-request");
            assertThat(refusal.problem().status()).isEqualTo(400);
            return ((List<?>) refusal.problem().extensions().get("errors"))
                    .stream().map(error -> ((FieldError) error).field()).toList();
        }
    }

    private final Request request = new Request();

    @Test
    void takesEveryFieldAsItWasAsked() {
        assertThat(request.toSale())
                .isEqualTo(new Sale(
                        "k3v9x2ma",
                        "Shoes",
                        4990,
                        "EUR",
                        300,
                        NOW.plusSeconds(60),
                        NOW.plusSeconds(3_600),
                        2,
                        120,
                        "lottery",
                        SaleState.SCHEDULED,
                        0,
                        NOW,
                        null,
                        KEY));
    }

    @Test
    void fillsInWhatMayBeLeftOut() {
        request.perUserLimit = null;
        request.holdSeconds = null;
        request.mode = null;

        Sale sale = request.toSale();

        assertThat(sale.perUserLimit()).isEqualTo(1);
        assertThat(sale.holdSeconds()).isEqualTo(300);
        assertThat(sale.mode()).isEqualTo("open");
    }

    @Test
    void mayOpenInThePast() {
        request.opensAt = NOW.minusSeconds(60);

        assertThat(request.toSale().opensAt()).isEqualTo(NOW.minusSeconds(60));
    }

    @Test
    void stripsTheTitle() {
        request.title = "  Shoes ";

        assertThat(request.toSale().title()).isEqualTo("Shoes");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "   "})
    void refusesAnEmptyTitle(String title) {
        request.title = title;

        assertThat(request.wrongFields()).containsExactly("title");
    }

    @Test
    void refusesATitleOfMoreThan200Characters() {
        request.title = "x".repeat(200);
        assertThat(request.toSale().title()).hasSize(200);

        request.title = "x".repeat(201);
        assertThat(request.wrongFields()).containsExactly("title");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(longs = {-1, 1_000_000_000_001L, Long.MIN_VALUE, Long.MAX_VALUE})
    void refusesAPriceOutOfRange(Long priceMinor) {
        request.priceMinor = priceMinor;

        assertThat(request.wrongFields()).containsExactly("priceMinor");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 1_000_000_000_000L})
    void takesAPriceInRange(long priceMinor) {
        request.priceMinor = priceMinor;

        assertThat(request.toSale().priceMinor()).isEqualTo(priceMinor);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "eur", "EURO", "XYZ", "€"})
    void refusesWhatIsNoCurrency(String currency) {
        request.currency = currency;

        assertThat(request.wrongFields()).containsExactly("currency");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(ints = {0, -1, 1_000_001, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void refusesStockOutOfRange(Integer stock) {
        request.stock = stock;

        assertThat(request.wrongFields()).containsExactly("stock");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1_000_000})
    void takesStockInRange(int stock) {
        request.stock = stock;

        assertThat(request.toSale().total()).isEqualTo(stock);
    }

    @Test
    void refusesATimeThatIsMissing() {
        request.opensAt = null;
        assertThat(request.wrongFields()).containsExactly("opensAt");

        request.closesAt = null;
        assertThat(request.wrongFields()).containsExactly("opensAt", "closesAt");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1})
    void refusesClosingBeforeOpening(long secondsOpen) {
        request.closesAt = request.opensAt.plusSeconds(secondsOpen);

        assertThat(request.wrongFields()).containsExactly("closesAt");
    }

    @Test
    void refusesClosingInThePast() {
        request.opensAt = NOW.minusSeconds(60);
        request.closesAt = NOW;

        assertThat(request.wrongFields()).containsExactly("closesAt");
    }

    @Test
    void refusesTimesFurtherAwayThanTheDatabaseShouldHold() {
        request.opensAt = NOW.plus(Duration.ofDays(4_000));
        request.closesAt = Instant.MAX;
        assertThat(request.wrongFields()).containsExactly("opensAt", "closesAt");

        request.opensAt = Instant.MIN;
        request.closesAt = NOW.plusSeconds(60);
        assertThat(request.wrongFields()).containsExactly("opensAt");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1_001})
    void refusesALimitOutOfRange(int perUserLimit) {
        request.perUserLimit = perUserLimit;

        assertThat(request.wrongFields()).containsExactly("perUserLimit");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 86_401})
    void refusesAHoldTimeOutOfRange(int holdSeconds) {
        request.holdSeconds = holdSeconds;

        assertThat(request.wrongFields()).containsExactly("holdSeconds");
    }

    @ParameterizedTest
    @ValueSource(strings = {"open", "lottery", "fixed:0", "fixed:1", "fixed:1.0", "fixed:0.05", "fixed:0.000000001"})
    void takesEveryMode(String mode) {
        request.mode = mode;

        assertThat(request.toSale().mode()).isEqualTo(mode);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "OPEN", "closed", "fixed", "fixed:", "fixed:1.1", "fixed:-0.1", "fixed:.5", "fixed:1e-3"})
    void refusesAnyOtherMode(String mode) {
        request.mode = mode;

        assertThat(request.wrongFields()).containsExactly("mode");
    }

    @Test
    void namesEveryFieldThatIsWrongAtOnce() {
        request.title = "";
        request.priceMinor = -1L;
        request.currency = "?";
        request.stock = 0;
        request.opensAt = null;
        request.closesAt = null;
        request.perUserLimit = 0;
        request.holdSeconds = 0;
        request.mode = "?";
        request.unknown = Map.of("stok", 1);

        assertThat(request.wrongFields())
                .containsExactly(
                        "title",
                        "priceMinor",
                        "currency",
                        "stock",
                        "opensAt",
                        "closesAt",
                        "perUserLimit",
                        "holdSeconds",
                        "mode",
                        "stok");
    }

    @Test
    void mintsIdsThatOrderIdsCanCarry() {
        assertThat(Stream.generate(SaleIds::next).limit(1_000))
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[a-z0-9]{4,32}"));
    }
}
