package io.flashsale.order.consuming;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flashsale.order.testing.Books;
import io.flashsale.order.testing.Neighbours;
import io.flashsale.order.testing.Sale;
import io.flashsale.testing.RealServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a batch that has to wait looks like from outside. */
@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "schema", value = "orders"))
@WithTestResource(Neighbours.class)
class BacklogTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    Books books;

    @Test
    void showsItsAgeAndItsRetriesUntilItIsDone() {
        Sale sale = Sale.unheardOf(books, 10);
        String orderId = sale.reserve("alice", 1);
        await().atMost(PATIENCE).until(() -> metric("flashsale_backlog_oldest_age_seconds") > 1);
        assertThat(metric("flashsale_batches_retried_total")).isPositive();
        sale.announce(1, 1);
        sale.awaitStatus(orderId, "PENDING_PAYMENT");
        await().atMost(PATIENCE).until(() -> metric("flashsale_backlog_oldest_age_seconds") == 0);
    }

    @Test
    void locksOfACopyThatWasCutOffAreFreeAfterAMinuteOrSo() {
        assertThat(books.first("SELECT @@SESSION.wait_timeout")).isEqualTo("75");
    }

    private static double metric(String name) {
        return given().get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith(name + "{") && line.contains("channel=\"reservations\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElse(-1);
    }
}
