package io.flashsale.payment.crashing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flashsale.payment.rig.Database;
import io.flashsale.payment.rig.OrderServiceStub;
import io.flashsale.payment.rig.Pay;
import io.flashsale.payment.rig.ServiceProcess;
import io.flashsale.payment.rig.TestOrder;
import io.flashsale.payment.rig.Topics;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Ends the service in each of its windows, looks at what is left, starts it again, and looks at what comes of it. */
class CrashPointsIT {

    private static final int KILLED = 137;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String KEY = "the-buyers-own-key";

    @TempDir
    private static Path directory;

    private static final OrderServiceStub ORDER_SERVICE = new OrderServiceStub();
    private static ServiceProcess service;

    private final TestOrder order = TestOrder.fresh();

    /**
     * One window.
     *
     * @param act leads the service into it
     * @param gap what is there while the service is not
     * @param healed what has to be there some time after its start
     * @param then what works from there on
     */
    private record Window(Runnable act, Runnable gap, Runnable healed, Runnable then) {}

    @BeforeAll
    static void prepareService() {
        Map<String, String> settings = new TreeMap<>(ORDER_SERVICE.start());
        settings.put("flashsale.settling.abandon-after", "3s");
        service = new ServiceProcess(directory, settings);
    }

    @AfterAll
    static void endService() {
        service.close();
        ORDER_SERVICE.stop();
    }

    @BeforeEach
    void startService() throws IOException {
        RestAssured.port = service.port();
        if (!service.isAlive()) {
            service.start();
        }
        await().atMost(PATIENCE).until(Topics::areOrdersConsumed);
    }

    @ParameterizedTest
    @EnumSource
    void losesNothingAndDoesNothingTwice(CrashPoints point) throws IOException {
        OrderServiceStub.knows(order);
        Window window = windowOf(point);
        service.arm(point);
        window.act.run();
        assertThat(service.awaitEnd()).isEqualTo(KILLED);
        window.gap.run();
        service.start();
        await().atMost(PATIENCE).untilAsserted(window.healed::run);
        window.then.run();
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(Database.value("SELECT COUNT(*) FROM outbox")).contains("0");
            assertThat(Topics.areOrdersConsumed()).isTrue();
        });
        assertThat(chargesNotRefunded()).isLessThanOrEqualTo(1);
    }

    private Window windowOf(CrashPoints point) {
        return switch (point) {
            case ATTEMPT_AFTER_PERSIST ->
                new Window(
                        () -> assertThat(pay()).isZero(),
                        () -> {
                            assertThat(Database.attemptStatus(order)).isEqualTo("PENDING");
                            assertThat(providersWord()).isEmpty();
                        },
                        () -> {
                            assertThat(Database.attemptStatus(order)).isEqualTo("FAILED");
                            assertThat(events()).containsExactly("PaymentFailed");
                        },
                        () -> {
                            // Whoever repeats the unanswered request gets its answer; whoever asks anew pays.
                            assertThat(pay()).isEqualTo(202);
                            assertThat(Database.attemptStatus(order)).isEqualTo("FAILED");
                            Pay.with(Pay.GOOD_CARD, order).then().statusCode(202);
                            await().atMost(PATIENCE).untilAsserted(() -> assertThat(events())
                                    .containsExactly("PaymentFailed", "PaymentSucceeded"));
                        });
            case PROVIDER_AFTER_CHARGE ->
                new Window(
                        this::pay,
                        () -> {
                            assertThat(Database.attemptStatus(order)).isEqualTo("PENDING");
                            assertThat(providersWord()).isEqualTo("SUCCEEDED");
                        },
                        () -> {
                            assertThat(Database.attemptStatus(order)).isEqualTo("SUCCEEDED");
                            assertThat(events()).containsExactly("PaymentSucceeded");
                        },
                        () -> assertThat(pay()).isEqualTo(202));
            case CHARGE_AFTER_RECORD ->
                new Window(
                        this::pay,
                        () -> assertThat(Database.attemptStatus(order)).isEqualTo("SUCCEEDED"),
                        () -> assertThat(events()).contains("PaymentSucceeded"),
                        () -> assertThat(pay()).isEqualTo(202));
            case REFUND_AFTER_PROVIDER -> {
                pay();
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(events()).containsExactly("PaymentSucceeded"));
                String[] refundedAt = new String[1];
                yield new Window(
                        () -> Topics.send(order, "CANCELLED", 2),
                        () -> {
                            assertThat(Database.attemptStatus(order)).isEqualTo("REFUNDING");
                            refundedAt[0] = refundedAt();
                            assertThat(refundedAt[0]).isNotEmpty();
                        },
                        () -> {
                            assertThat(Database.attemptStatus(order)).isEqualTo("REFUNDED");
                            assertThat(events()).containsExactly("PaymentSucceeded", "PaymentRefunded");
                        },
                        () -> assertThat(refundedAt()).isEqualTo(refundedAt[0]));
            }
            case PAYMENT_OUTBOX_AFTER_ACK ->
                new Window(
                        this::pay,
                        () -> {
                            assertThat(events()).containsExactly("PaymentSucceeded");
                            assertThat(Database.value(
                                            "SELECT COUNT(*) FROM outbox WHERE order_id = ?", order.orderId()))
                                    .contains("1");
                        },
                        () -> assertThat(Topics.paymentEvents(order))
                                .hasSize(2)
                                .extracting(
                                        event -> Topics.tree(event).path("id").asText())
                                .allMatch(id -> id.equals(
                                        Topics.tree(Topics.paymentEvents(order).get(0))
                                                .path("id")
                                                .asText())),
                        () -> assertThat(Database.attemptStatus(order)).isEqualTo("SUCCEEDED"));
            case ORDER_EVENT_AFTER_COMMIT ->
                new Window(
                        () -> Topics.send(order, "PENDING_PAYMENT", 1),
                        () -> {
                            assertThat(Database.orderStatus(order)).isEqualTo("PENDING_PAYMENT");
                            assertThat(Topics.areOrdersConsumed()).isFalse();
                        },
                        () -> assertThat(Topics.areOrdersConsumed()).isTrue(),
                        () -> assertThat(pay()).isEqualTo(202));
        };
    }

    /** The answer's status; 0 when there is no answer. */
    private int pay() {
        try {
            return Pay.post(order.orderId(), order.buyerId(), KEY, Pay.body(Pay.GOOD_CARD))
                    .statusCode();
        } catch (Exception noAnswer) {
            return 0;
        }
    }

    private List<String> events() {
        return Topics.paymentEventTypes(order);
    }

    private String providersWord() {
        return Database.value(
                        "SELECT c.decision FROM simulated_provider_charges c JOIN payment_attempts a"
                                + " ON a.id = c.attempt_id WHERE a.order_id = ?",
                        order.orderId())
                .orElse("");
    }

    private String refundedAt() {
        return Database.value(
                        "SELECT c.refunded_at_ms FROM simulated_provider_charges c JOIN payment_attempts a"
                                + " ON a.id = c.attempt_id WHERE a.order_id = ?",
                        order.orderId())
                .orElse("");
    }

    private int chargesNotRefunded() {
        return Integer.parseInt(Database.value(
                        "SELECT COUNT(*) FROM simulated_provider_charges c JOIN payment_attempts a"
                                + " ON a.id = c.attempt_id WHERE a.order_id = ? AND c.decision = 'SUCCEEDED'"
                                + " AND c.refunded_at_ms IS NULL",
                        order.orderId())
                .orElseThrow());
    }
}
