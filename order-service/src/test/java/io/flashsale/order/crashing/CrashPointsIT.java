package io.flashsale.order.crashing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.flashsale.order.testing.Books;
import io.flashsale.order.testing.Sale;
import io.flashsale.order.testing.ServiceProcess;
import io.flashsale.order.testing.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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

    @TempDir
    private static Path directory;

    private static ServiceProcess service;
    private static Books books;

    private String orderId;
    private Sale sale;

    /**
     * One window.
     *
     * @param act leads the service into it
     * @param gap what is there while the service is not
     * @param healed what has to be there some time after its start
     */
    private record Window(Runnable act, Runnable gap, Runnable healed) {}

    @BeforeAll
    static void prepareService() {
        service = new ServiceProcess(directory, Map.of());
        books = ServiceProcess.books();
    }

    @AfterAll
    static void endService() {
        service.close();
    }

    @BeforeEach
    void startService() throws IOException {
        if (!service.isAlive()) {
            service.start();
        }
        await().atMost(PATIENCE).untilAsserted(CrashPointsIT::assertNothingIsLeftToDo);
    }

    @ParameterizedTest
    @EnumSource
    void losesNothingAndDoesNothingTwice(CrashPoints point) throws IOException {
        Window window = windowOf(point);
        service.arm(point);
        window.act.run();
        assertThat(service.awaitEnd()).isEqualTo(KILLED);
        window.gap.run();
        service.start();
        await().atMost(PATIENCE).untilAsserted(window.healed::run);
        await().atMost(PATIENCE).untilAsserted(CrashPointsIT::assertNothingIsLeftToDo);
        assertThat(books.taken(sale.id())).isEqualTo(books.liveUnits(sale.id()));
    }

    private static void assertNothingIsLeftToDo() {
        assertThat(books.first("SELECT COUNT(*) FROM outbox")).isEqualTo("0");
        for (String topic : List.of(Topics.RESERVATIONS, Topics.PAYMENTS, Topics.SALES)) {
            assertThat(Topics.isConsumed("order-service", topic)).as(topic).isTrue();
        }
    }

    private Window windowOf(CrashPoints point) {
        return switch (point) {
            case ORDERS_AFTER_COMMIT -> {
                sale = Sale.of(books, 10);
                yield new Window(
                        () -> orderId = sale.reserve("alice", 2),
                        () -> {
                            assertThat(books.status(orderId)).isEqualTo("PENDING_PAYMENT");
                            assertThat(events()).isEmpty();
                        },
                        () -> assertThat(events()).containsExactly("OrderCreated:1"));
            }
            case ORDERS_AFTER_EVENTS -> {
                sale = Sale.of(books, 10);
                yield new Window(
                        () -> orderId = sale.reserve("alice", 2),
                        () -> {
                            assertThat(events()).containsExactly("OrderCreated:1");
                            assertThat(Topics.isConsumed("order-service", Topics.RESERVATIONS))
                                    .isFalse();
                        },
                        () -> {
                            assertThat(events()).containsExactly("OrderCreated:1", "OrderCreated:1");
                            assertThat(books.taken(sale.id())).isEqualTo(2);
                        });
            }
            case CANCELLATION_AFTER_COMMIT -> {
                sale = Sale.of(books, 10);
                orderId = sale.order("alice", 2);
                yield new Window(
                        () -> assertThat(cancel()).isEmpty(),
                        () -> assertThat(books.status(orderId)).isEqualTo("CANCELLED"),
                        () -> {
                            assertThat(events()).contains("OrderCancelled:2");
                            assertThat(cancel()).contains("\"CANCELLED\"");
                            assertThat(books.taken(sale.id())).isZero();
                        });
            }
            case EXPIRY_AFTER_COMMIT -> {
                sale = Sale.of(books, 10, 1);
                yield new Window(
                        () -> orderId = sale.reserve("alice", 2),
                        () -> assertThat(books.status(orderId)).isEqualTo("EXPIRED"),
                        () -> {
                            assertThat(events()).contains("OrderExpired:2");
                            assertThat(books.taken(sale.id())).isZero();
                        });
            }
            case PAYMENT_EVENT_AFTER_COMMIT -> {
                sale = Sale.of(books, 10);
                orderId = sale.order("alice", 2);
                yield new Window(
                        () -> sale.payment(orderId, "p-1", "SUCCEEDED"),
                        () -> {
                            assertThat(books.status(orderId)).isEqualTo("PAID");
                            assertThat(Topics.isConsumed("order-service", Topics.PAYMENTS))
                                    .isFalse();
                        },
                        () -> {
                            assertThat(events()).contains("OrderPaid:2");
                            assertThat(books.first("SELECT version FROM orders WHERE order_id = ?", orderId))
                                    .isEqualTo("2");
                        });
            }
            case OUTBOX_AFTER_ACK -> {
                sale = Sale.of(books, 10);
                orderId = sale.order("alice", 2);
                yield new Window(
                        this::cancel,
                        () -> {
                            assertThat(events()).containsOnlyOnce("OrderCancelled:2");
                            assertThat(books.first("SELECT COUNT(*) FROM outbox WHERE order_id = ?", orderId))
                                    .isEqualTo("1");
                        },
                        () -> assertThat(events()).endsWith("OrderCancelled:2", "OrderCancelled:2"));
            }
            case ALLOTMENT_AFTER_COMMIT -> {
                sale = Sale.unheardOf(books, 10);
                yield new Window(
                        () -> sale.announce(1, 1),
                        () -> {
                            assertThat(books.hasAllotment(sale.id())).isTrue();
                            assertThat(Topics.isConsumed("order-service", Topics.SALES))
                                    .isFalse();
                        },
                        () -> assertThat(books.status(sale.order("alice" + sale.nextOrderId(), 1)))
                                .isEqualTo("PENDING_PAYMENT"));
            }
        };
    }

    /** The types and versions of the order's events. */
    private List<String> events() {
        return Topics.orderEvents("orderId", orderId).stream()
                .map((JsonNode event) -> event.path("type").asText() + ":"
                        + event.path("version").asText())
                .toList();
    }

    /** The answer to the buyer who cancels; empty when there is none. */
    private String cancel() {
        return service.call("POST", "/api/orders/" + orderId + "/cancellation", "alice")
                .handle((answer, failure) -> failure == null ? answer.body() : "")
                .join();
    }
}
