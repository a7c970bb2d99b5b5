package io.flashsale.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.flashsale.e2e.Api.Buyer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * MySQL or Kafka stands still during a sale: it takes connections and answers nothing, which is worse than being away.
 * Buyers are accepted for as long as the queue has room, told "sold out for now" beyond, and lose nothing.
 */
class OutageIT {

    /** Units that may await MySQL's word; inventory-service's bound. */
    private static final int BOUND = 20_000;

    private static final int UNITS_EACH = 500;
    private static final int STOCK = BOUND + 10 * UNITS_EACH;
    private static final Duration OUTAGE = Duration.ofSeconds(Integer.getInteger("flashsale.outage-seconds", 20));

    @ParameterizedTest
    @ValueSource(strings = {"mysql", "kafka"})
    void buyersAreAcceptedUpToTheBoundAndEveryoneOfThemGetsTheOrder(String server) {
        SystemUnderTest system = SystemUnderTest.shared();
        Processes processes = system.processes();
        try (Api api = new Api(system)) {
            String saleId = api.openSale("OutageIT " + server, STOCK, UNITS_EACH, 1_200);
            Map<Buyer, String> orders = new LinkedHashMap<>();
            int most = BOUND / UNITS_EACH;
            long begun = System.nanoTime();
            processes.signal(server, "STOP");
            try {
                // Spread over the outage, so that also its last seconds see buyers who are accepted.
                Duration between = OUTAGE.dividedBy(most - 1);
                for (int i = 0; i < most; i++) {
                    Api.await(api.after(between));
                    Buyer buyer = buyer(api, server);
                    Answer answer = buy(api, buyer, saleId);
                    assertThat(answer.status())
                            .as("buyer %d after %d s: %s", i, seconds(begun), answer)
                            .isEqualTo(202);
                    orders.put(buyer, answer.json().get("orderId").asText());
                }
                Answer beyond = buy(api, buyer(api, server), saleId);
                assertThat(beyond.json().path("type").asText()).isEqualTo("/problems/sold-out");
                assertThat(beyond.json().get("final").asBoolean())
                        .as("for now: %s", beyond)
                        .isFalse();
                Map.Entry<Buyer, String> any = orders.entrySet().iterator().next();
                assertThat(buy(api, any.getKey(), saleId).json().path("orderId").asText())
                        .as("a repeated click")
                        .isEqualTo(any.getValue());
                assertThat(seconds(begun)).isGreaterThanOrEqualTo(OUTAGE.toSeconds());
            } finally {
                processes.signal(server, "CONT");
            }

            JsonNode ledger = Waiting.until(
                    "every order is booked",
                    () -> api.ledger(saleId),
                    found -> found.path("settled").asBoolean()
                            && found.path("pendingPayment").asInt() == BOUND);
            assertThat(ledger.get("balanced").asBoolean()).as("%s", ledger).isTrue();
            assertThat(ledger.get("rejected").asInt()).isZero();
            orders.forEach((buyer, orderId) -> assertThat(Api.await(api.order(buyer, orderId))
                            .json()
                            .path("status")
                            .asText())
                    .isEqualTo("PENDING_PAYMENT"));
            Waiting.until(
                    "it sells again", () -> buy(api, buyer(api, server), saleId).status() == 202);
        }
    }

    private static long seconds(long begunNanos) {
        return Duration.ofNanos(System.nanoTime() - begunNanos).toSeconds();
    }

    private static Buyer buyer(Api api, String server) {
        return Api.await(api.signIn(server + "-" + UUID.randomUUID()));
    }

    private static Answer buy(Api api, Buyer buyer, String saleId) {
        return Api.await(api.pass(buyer, saleId)
                .compose(pass -> api.send(
                        "POST",
                        "/api/sales/" + saleId + "/orders",
                        Map.of("Authorization", "Bearer " + buyer.token(), "X-Purchase-Pass", pass),
                        "{\"quantity\":" + UNITS_EACH + "}")));
    }
}
