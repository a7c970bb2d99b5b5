package io.flashsale.order.allotment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flashsale.order.testing.Books;
import io.flashsale.order.testing.Neighbours;
import io.flashsale.order.testing.Sale;
import io.flashsale.order.testing.Topics;
import io.flashsale.testing.RealServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "schema", value = "orders"))
@WithTestResource(Neighbours.class)
class SalesConsumerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    Books books;

    @Test
    void keepsTheNewestStateAndNeverGoesBack() {
        Sale sale = Sale.of(books, 10);
        sale.announce(2, 5, 20);
        sale.announce(2, 4, 30);
        sale.announce(1, 99, 40);
        Topics.write(Topics.SALES, sale.id(), "{}");
        settle();

        assertThat(total(sale)).isEqualTo("20");
        sale.announce(2, 6, 25);
        await().atMost(PATIENCE).until(() -> "25".equals(total(sale)));
    }

    @Test
    void leavesTheUnitsTakenToTheOrders() {
        Sale sale = Sale.of(books, 10);
        sale.order("alice", 3);
        sale.announce(2, 1, 12);
        await().atMost(PATIENCE).until(() -> "12".equals(total(sale)));

        assertThat(books.taken(sale.id())).isEqualTo(3);
    }

    @Test
    void refusesATotalBelowWhatIsTakenAndGoesOn() {
        Sale sale = Sale.of(books, 10);
        sale.order("alice", 3);
        sale.announce(1, 2, 2);
        Sale other = Sale.of(books, 5);
        settle();

        assertThat(total(sale)).isEqualTo("10");
        assertThat(total(other)).isEqualTo("5");
    }

    private String total(Sale sale) {
        return books.first("SELECT total FROM allotments WHERE sale_id = ?", sale.id());
    }

    private static void settle() {
        await().atMost(PATIENCE).until(() -> Topics.isConsumed("order-service", Topics.SALES));
    }
}
