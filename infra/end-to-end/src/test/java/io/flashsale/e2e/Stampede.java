package io.flashsale.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.flashsale.e2e.Api.Buyer;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;

/**
 * The main scenario: a crowd fights over a small stock, some pay, some cancel, the rest let their orders expire, and what
 * comes back is sold again. Every step checks every figure: by the ledger, and in MySQL too where that can be reached.
 */
final class Stampede {

    static final int BUYERS = 2_000;
    static final int STOCK = 300;
    static final int PAYING = 100;
    static final int CANCELLING = 50;

    private final Api api;
    private final Crowd crowd;
    private final String saleId;
    private final Optional<OrderCounts> mysql;
    private final Duration arrival;
    private final Map<Buyer, String> orders = new LinkedHashMap<>();

    private Stampede(Api api, Crowd crowd, String saleId, Optional<OrderCounts> mysql, Duration arrival) {
        this.api = api;
        this.crowd = crowd;
        this.saleId = saleId;
        this.mysql = mysql;
        this.arrival = arrival;
    }

    /** Signs a crowd in and opens the sale; all will click at once. */
    static Stampede gather(SystemUnderTest system, Api api, int holdSeconds) {
        return gather(system, api, holdSeconds, Duration.ZERO);
    }

    /**
     * Signs a crowd in and opens the sale.
     *
     * @param arrival over which the crowd will click. When it is not zero, instances may go away under the clicks: a
     *     repeated click may then be told "sold out for now", and only the next one is owed the same order.
     */
    static Stampede gather(SystemUnderTest system, Api api, int holdSeconds, Duration arrival) {
        String run = UUID.randomUUID().toString().substring(0, 8);
        Crowd crowd = Crowd.signIn(api, BUYERS, "buyer-" + run);
        String saleId = api.openSale("Stampede", STOCK, 1, holdSeconds);
        return new Stampede(api, crowd, saleId, OrderCounts.of(system, saleId), arrival);
    }

    /** Every buyer clicks three times; exactly the stock is sold and every repetition answers the same order. */
    void everybodyClicksThreeTimes() {
        crowd.clickThreeTimes(saleId, arrival).forEach((buyer, answers) -> {
            Set<String> ids = new HashSet<>();
            for (Answer answer : answers) {
                assertThat(answer.status()).as("%s", answer).isIn(202, 409);
                if (answer.status() == 202) {
                    String orderId = answer.json().get("orderId").asText();
                    ids.add(orderId);
                    assertThat(answer.headers()).containsEntry("location", "/api/orders/" + orderId);
                } else {
                    assertThat(answer.json().get("type").asText()).isEqualTo("/problems/sold-out");
                }
            }
            assertThat(ids).as("orders of one buyer").hasSizeLessThanOrEqualTo(1);
            if (!ids.isEmpty()) {
                if (arrival.isZero()) {
                    assertThat(answers).allMatch(answer -> answer.status() == 202, "every repetition is accepted");
                }
                orders.put(buyer, ids.iterator().next());
            }
        });
        assertThat(orders).hasSize(STOCK);
        assertThat(new HashSet<>(orders.values())).hasSize(STOCK);
    }

    /** Returns as soon as any of the orders is booked. */
    void firstOrdersAreBooked() {
        Awaitility.await("first orders of " + saleId)
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(5))
                .ignoreExceptions()
                .until(() -> mysql.map(OrderCounts::all).orElseGet(() -> pendingPayment()) > 0);
    }

    private long pendingPayment() {
        return api.ledger(saleId).path("pendingPayment").asLong();
    }

    /** Every accepted order is in MySQL once, with a buyer of its own, and the ledger agrees. */
    void everyOrderIsBooked() {
        JsonNode ledger = settledLedger("pendingPayment", STOCK);
        assertThat(ledger.get("available").asInt()).isZero();
        mysql.ifPresent(counts -> {
            assertThat(counts.all()).isEqualTo(STOCK);
            assertThat(counts.distinctBuyers()).isEqualTo(STOCK);
            assertThat(counts.distinctOrders("PENDING_PAYMENT")).isEqualTo(STOCK);
        });
    }

    /** Once the sale is sold out, every winner's further click answers with the winner's own order. */
    void winnersClickAgain() {
        api.awaitState(saleId, "SOLD_OUT");
        Map<Buyer, Future<Answer>> again = new LinkedHashMap<>();
        orders.keySet()
                .forEach(buyer ->
                        again.put(buyer, api.pass(buyer, saleId).compose(pass -> api.buy(buyer, saleId, pass))));
        Api.await(Future.all(List.copyOf(again.values())));
        again.forEach((buyer, answer) -> {
            assertAccepted(answer);
            assertThat(answer.result().json().get("orderId").asText()).isEqualTo(orders.get(buyer));
        });
    }

    /** A hundred pay and fifty cancel. */
    void somePaySomeCancel() {
        List<Map.Entry<Buyer, String>> all = List.copyOf(orders.entrySet());
        List<Future<Answer>> acting = new ArrayList<>();
        for (Map.Entry<Buyer, String> order : all.subList(0, PAYING)) {
            String key = UUID.randomUUID().toString();
            acting.add(api.pay(order.getKey(), order.getValue(), "4242424242424242", key));
        }
        for (Map.Entry<Buyer, String> order : all.subList(PAYING, PAYING + CANCELLING)) {
            acting.add(api.cancel(order.getKey(), order.getValue()));
        }
        Api.await(Future.all(acting));
        acting.forEach(Stampede::assertAccepted);
    }

    /** The others run out of time, and all that was not paid for comes back. */
    void theRestExpire() {
        JsonNode ledger = settledLedger("available", STOCK - PAYING);
        assertThat(ledger.get("paid").asInt()).isEqualTo(PAYING);
        assertThat(ledger.get("pendingPayment").asInt()).isZero();
        assertThat(ledger.get("returned").asInt()).isEqualTo(STOCK - PAYING);
        mysql.ifPresent(counts -> {
            assertThat(counts.distinctOrders("PAID")).isEqualTo(PAYING);
            assertThat(counts.distinctOrders("CANCELLED")).isEqualTo(CANCELLING);
            assertThat(counts.distinctOrders("EXPIRED")).isEqualTo(STOCK - PAYING - CANCELLING);
        });
        api.awaitState(saleId, "OPEN");
    }

    /** New and former buyers take what came back. */
    void whatCameBackIsSoldAgain() {
        List<Buyer> again = new ArrayList<>(List.copyOf(orders.keySet()).subList(PAYING, STOCK));
        crowd.buyers().stream()
                .filter(buyer -> !orders.containsKey(buyer))
                .limit(400)
                .forEach(again::add);
        Collections.shuffle(again, new Random(7));

        Set<String> ids = new HashSet<>();
        Set<Buyer> winners = new HashSet<>();
        new Crowd(api, again).clickThreeTimes(saleId, arrival).forEach((buyer, answers) -> answers.stream()
                .filter(answer -> answer.status() == 202)
                .forEach(answer -> {
                    ids.add(answer.json().get("orderId").asText());
                    winners.add(buyer);
                }));
        assertThat(ids).hasSize(STOCK - PAYING).doesNotContainAnyElementsOf(orders.values());
        assertThat(winners).hasSize(STOCK - PAYING);
        JsonNode ledger = settledLedger("pendingPayment", STOCK - PAYING);
        assertThat(ledger.get("available").asInt()).isZero();
        assertThat(ledger.get("paid").asInt()).isEqualTo(PAYING);
    }

    /** At the end no order was rejected and all terms add up. */
    void nothingIsLeftOver() {
        JsonNode ledger = settledLedger("available", STOCK - PAYING);
        assertThat(ledger.get("rejected").asInt()).isZero();
        assertThat(ledger.get("paid").asInt()).isEqualTo(PAYING);
        assertThat(ledger.get("pendingPayment").asInt()).isZero();
    }

    /** Waits until the ledger is settled with the given figure, and demands that it balances. */
    private JsonNode settledLedger(String field, int value) {
        JsonNode ledger = Waiting.until(
                "ledger of " + saleId + " settles with " + field + " " + value,
                () -> api.ledger(saleId),
                found -> found.path("settled").asBoolean() && found.path(field).asInt(-1) == value);
        assertThat(ledger.get("balanced").asBoolean()).as("%s", ledger).isTrue();
        assertThat(ledger.get("total").asInt()).isEqualTo(STOCK);
        return ledger;
    }

    private static void assertAccepted(Future<Answer> answer) {
        assertThat(answer.result().status()).as("%s", answer.result()).isEqualTo(202);
    }
}
