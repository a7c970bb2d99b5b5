package io.flashsale.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.flashsale.e2e.Api.Answer;
import io.flashsale.e2e.Api.Buyer;
import io.vertx.core.Future;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;

/**
 * The main scenario: a crowd fights over a small stock, some pay, some cancel, the rest let their orders expire, and what
 * comes back is sold again. Every step checks every figure.
 */
final class Stampede {

    static final int BUYERS = 2_000;
    static final int STOCK = 300;
    static final int PAYING = 100;
    static final int CANCELLING = 50;

    private final RunningSystem system;
    private final Api api;
    private final int holdSeconds;
    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final List<Buyer> crowd = new ArrayList<>();
    private final Map<Buyer, String> orders = new LinkedHashMap<>();
    private String saleId;

    Stampede(RunningSystem system, Api api, int holdSeconds) {
        this.system = system;
        this.api = api;
        this.holdSeconds = holdSeconds;
    }

    /** Opens the sale and signs the crowd in. */
    void gather() {
        saleId = api.openSale("Stampede", STOCK, 1, holdSeconds);
        List<Future<Buyer>> arriving = new ArrayList<>();
        for (int i = 0; i < BUYERS; i++) {
            arriving.add(api.signIn("buyer-" + run + "-" + i));
        }
        Api.await(Future.all(arriving));
        arriving.forEach(buyer -> crowd.add(buyer.result()));
    }

    String saleId() {
        return saleId;
    }

    /** Every buyer clicks three times at once; exactly the stock is sold and every repetition answers the same order. */
    void everybodyClicksThreeTimes() {
        List<List<Answer>> answers = clickThreeTimes(crowd);

        for (int i = 0; i < crowd.size(); i++) {
            Set<String> ids = new HashSet<>();
            for (Answer answer : answers.get(i)) {
                assertThat(answer.status()).as("%s", answer).isIn(202, 409);
                if (answer.status() == 202) {
                    ids.add(answer.json().get("orderId").asText());
                    assertThat(answer.headers())
                            .containsEntry(
                                    "location",
                                    "/api/orders/"
                                            + answer.json().get("orderId").asText());
                } else {
                    assertThat(answer.json().get("type").asText()).isEqualTo("/problems/sold-out");
                }
            }
            assertThat(ids).as("orders of one buyer").hasSizeLessThanOrEqualTo(1);
            if (!ids.isEmpty()) {
                assertThat(answers.get(i)).allMatch(answer -> answer.status() == 202, "every repetition is accepted");
                orders.put(crowd.get(i), ids.iterator().next());
            }
        }
        assertThat(orders).hasSize(STOCK);
        assertThat(new HashSet<>(orders.values())).hasSize(STOCK);
    }

    private List<List<Answer>> clickThreeTimes(List<Buyer> buyers) {
        List<Future<List<Answer>>> clicking = new ArrayList<>();
        List<Future<String>> passes =
                buyers.stream().map(buyer -> api.pass(buyer, saleId)).toList();
        Api.await(Future.all(passes));
        for (int i = 0; i < buyers.size(); i++) {
            Buyer buyer = buyers.get(i);
            String pass = passes.get(i).result();
            List<Future<Answer>> clicks =
                    List.of(api.buy(buyer, saleId, pass), api.buy(buyer, saleId, pass), api.buy(buyer, saleId, pass));
            clicking.add(Future.all(clicks)
                    .map(done -> clicks.stream().map(Future::result).toList()));
        }
        Api.await(Future.all(clicking));
        return clicking.stream().map(Future::result).toList();
    }

    /** Returns as soon as MySQL has any of the orders. */
    void firstOrdersReachMysql() {
        Awaitility.await("first orders of " + saleId)
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> count("SELECT COUNT(*) FROM orders WHERE sale_id = ?") > 0);
    }

    /** Every accepted order is in MySQL once, with a buyer of its own, and the ledger agrees. */
    void mysqlHasThemAll() {
        JsonNode ledger = settledLedger("pendingPayment", STOCK);
        assertThat(ledger.get("available").asInt()).isZero();
        assertThat(count("SELECT COUNT(*) FROM orders WHERE sale_id = ?")).isEqualTo(STOCK);
        assertThat(count("SELECT COUNT(DISTINCT buyer_id) FROM orders WHERE sale_id = ?"))
                .isEqualTo(STOCK);
        assertThat(count(
                        "SELECT COUNT(DISTINCT order_id) FROM orders WHERE sale_id = ? AND status = 'PENDING_PAYMENT'"))
                .isEqualTo(STOCK);
    }

    /** Once the sale is sold out, every winner's further click answers with the winner's own order. */
    void winnersClickAgain() {
        Waiting.until(
                "the edge knows that all is sold", () -> api.saleState(saleId).equals("SOLD_OUT"));
        Map<Buyer, Future<Answer>> again = new LinkedHashMap<>();
        orders.keySet()
                .forEach(buyer ->
                        again.put(buyer, api.pass(buyer, saleId).compose(pass -> api.buy(buyer, saleId, pass))));
        Api.await(Future.all(List.copyOf(again.values())));
        again.forEach((buyer, answer) -> {
            assertThat(answer.result().status()).as("%s", answer.result()).isEqualTo(202);
            assertThat(answer.result().json().get("orderId").asText()).isEqualTo(orders.get(buyer));
        });
    }

    /** A hundred pay, fifty cancel, the rest run out of time. */
    void somePaySomeCancelTheRestExpire() {
        List<Map.Entry<Buyer, String>> all = List.copyOf(orders.entrySet());
        List<Future<Answer>> paying = new ArrayList<>();
        for (Map.Entry<Buyer, String> order : all.subList(0, PAYING)) {
            paying.add(api.pay(
                    order.getKey(),
                    order.getValue(),
                    "4242424242424242",
                    UUID.randomUUID().toString()));
        }
        List<Future<Answer>> cancelling = new ArrayList<>();
        for (Map.Entry<Buyer, String> order : all.subList(PAYING, PAYING + CANCELLING)) {
            cancelling.add(api.cancel(order.getKey(), order.getValue()));
        }
        Api.await(Future.all(paying));
        Api.await(Future.all(cancelling));
        paying.forEach(answer ->
                assertThat(answer.result().status()).as("%s", answer.result()).isEqualTo(202));
        cancelling.forEach(answer ->
                assertThat(answer.result().status()).as("%s", answer.result()).isEqualTo(202));

        JsonNode ledger = settledLedger("available", STOCK - PAYING);
        assertThat(ledger.get("paid").asInt()).isEqualTo(PAYING);
        assertThat(ledger.get("pendingPayment").asInt()).isZero();
        assertThat(ledger.get("returned").asInt()).isEqualTo(STOCK - PAYING);
        assertThat(count("SELECT COUNT(*) FROM orders WHERE sale_id = ? AND status = 'PAID'"))
                .isEqualTo(PAYING);
        assertThat(count("SELECT COUNT(*) FROM orders WHERE sale_id = ? AND status = 'CANCELLED'"))
                .isEqualTo(CANCELLING);
        assertThat(count("SELECT COUNT(*) FROM orders WHERE sale_id = ? AND status = 'EXPIRED'"))
                .isEqualTo(STOCK - PAYING - CANCELLING);
        Waiting.until("the flag at the edge clears", () -> api.saleState(saleId).equals("OPEN"));
    }

    /** New and former buyers take what came back. */
    void whatCameBackIsSoldAgain() {
        List<Buyer> former = List.copyOf(orders.keySet()).subList(PAYING, STOCK);
        List<Buyer> fresh = crowd.stream()
                .filter(buyer -> !orders.containsKey(buyer))
                .limit(400)
                .toList();
        List<Buyer> again = new ArrayList<>(former);
        again.addAll(fresh);
        Collections.shuffle(again, new Random(7));

        Set<String> ids = new HashSet<>();
        Set<Buyer> winners = new HashSet<>();
        List<List<Answer>> answers = clickThreeTimes(again);
        for (int i = 0; i < again.size(); i++) {
            for (Answer answer : answers.get(i)) {
                if (answer.status() == 202) {
                    ids.add(answer.json().get("orderId").asText());
                    winners.add(again.get(i));
                }
            }
        }
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
    JsonNode settledLedger(String field, int value) {
        Waiting.until("ledger of " + saleId + " settles with " + field + " " + value, () -> {
            JsonNode ledger = api.ledger(saleId);
            return ledger.path("settled").asBoolean() && ledger.path(field).asInt(-1) == value;
        });
        JsonNode ledger = api.ledger(saleId);
        assertThat(ledger.get("balanced").asBoolean()).as("%s", ledger).isTrue();
        assertThat(ledger.get("total").asInt()).isEqualTo(STOCK);
        return ledger;
    }

    private long count(String sql) {
        String url = "jdbc:mysql://" + system.env("MYSQL_HOST") + ":" + system.env("MYSQL_PORT")
                + "/orders?sslMode=DISABLED&allowPublicKeyRetrieval=true";
        try (Connection connection = DriverManager.getConnection(
                        url, system.env("ORDERS_DB_USER"), system.env("ORDERS_DB_PASSWORD"));
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, saleId);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        } catch (SQLException e) {
            throw new AssertionError("Cannot count orders", e);
        }
    }
}
