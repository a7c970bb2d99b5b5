package io.flashsale.order.measuring;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.order.testing.Books;
import io.flashsale.order.testing.Neighbours;
import io.flashsale.order.testing.Sale;
import io.flashsale.testing.RealServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Locale;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * How fast a backlog of reservations in Kafka becomes orders in the database, beside bare inserts of as many rows by the
 * same driver into a table of the same shape, in turns. Not part of any build; see docs/performance.md.
 */
@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "schema", value = "orders"))
@WithTestResource(Neighbours.class)
class DrainBenchmark {

    private static final int ROUNDS = 5;
    private static final int ORDERS = 30_000;
    /** As many as a poll of the service has, at most. */
    private static final int ROWS_PER_INSERT = 500;

    private static final Duration LONGEST_DRAIN = Duration.ofMinutes(2);

    @Inject
    Books books;

    @Inject
    DataSource database;

    @Test
    void ordersPerSecondBesideBareInserts() throws SQLException {
        books.change("CREATE TABLE bare_orders LIKE orders");
        double[] drained = new double[ROUNDS];
        double[] bare = new double[ROUNDS];
        try {
            drain();
            insert();
            for (int round = 0; round < ROUNDS; round++) {
                if (round % 2 == 0) {
                    bare[round] = insert();
                    drained[round] = drain();
                } else {
                    drained[round] = drain();
                    bare[round] = insert();
                }
            }
        } finally {
            books.change("DROP TABLE bare_orders");
        }
        System.out.printf(
                Locale.ROOT,
                "drained, bare [orders/s, median of %d]: %,.0f, %,.0f   ratio %.2f%n",
                ROUNDS,
                median(drained),
                median(bare),
                median(drained) / median(bare));
    }

    /** From the first batch in the database to the last; the reservations wait in Kafka for their sale. */
    private double drain() {
        Sale sale = Sale.unheardOf(books, ORDERS);
        sale.reserveAll(ORDERS);
        sale.announce(1, 1);
        Awaitility.await("the first order")
                .atMost(LONGEST_DRAIN)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> books.hasAllotment(sale.id()) && books.taken(sale.id()) > 0);
        long begun = System.nanoTime();
        int before = books.taken(sale.id());
        Awaitility.await("the last order")
                .atMost(LONGEST_DRAIN)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> books.taken(sale.id()) == ORDERS);
        double seconds = (System.nanoTime() - begun) / 1e9;
        assertThat(books.count(sale.id(), "PENDING_PAYMENT")).isEqualTo(ORDERS);
        return (ORDERS - before) / seconds;
    }

    /** Nothing but the rows: no look at what is there, no allotment, no event. */
    private double insert() throws SQLException {
        Sale sale = Sale.unheardOf(books, ORDERS);
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "INSERT INTO bare_orders (order_id, sale_id, buyer_id, quantity, status, version, amount_minor,"
                                + " currency, created_at, expires_at, closed_at)"
                                + " VALUES (?, ?, ?, 1, 'PENDING_PAYMENT', 1, 4990, 'EUR', ?, ?, NULL)")) {
            LocalDateTime now = LocalDateTime.now();
            long begun = System.nanoTime();
            for (int i = 1; i <= ORDERS; i++) {
                statement.setString(1, sale.nextOrderId());
                statement.setString(2, sale.id());
                statement.setString(3, "buyer" + i);
                statement.setObject(4, now);
                statement.setObject(5, now.plusMinutes(5));
                statement.addBatch();
                if (i % ROWS_PER_INSERT == 0) {
                    statement.executeBatch();
                }
            }
            return ORDERS / ((System.nanoTime() - begun) / 1e9);
        }
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
