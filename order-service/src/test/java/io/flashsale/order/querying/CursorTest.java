package io.flashsale.order.querying;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.order.Allotment;
import io.flashsale.order.Order;
import io.flashsale.order.Reservation;
import io.flashsale.order.storing.OrderQueries.After;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CursorTest {

    @Test
    void namesThePlaceOfTheLastOrder() {
        Instant createdAt = Instant.parse("2026-01-15T10:00:00.123Z");
        Order order = Order.created(
                new Reservation("k3v9x2ma-1-42", "k3v9x2ma", "u7f3a9", 1, ""),
                new Allotment("k3v9x2ma", 300, 0, 4990, "EUR", 300),
                createdAt);

        assertThat(Cursor.parse(Cursor.after(order))).contains(new After(createdAt, "k3v9x2ma-1-42"));
    }

    @Test
    void isRefusedWhenItIsNotOurs() {
        assertThat(Cursor.parse("")).isEmpty();
        assertThat(Cursor.parse("x".repeat(5000))).isEmpty();
        assertThat(Cursor.parse("OjEyMw")).isEmpty();
    }
}
