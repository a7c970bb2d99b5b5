package io.flashsale.order.querying;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.flashsale.order.testing.Books;
import io.flashsale.order.testing.Calls;
import io.flashsale.order.testing.Neighbours;
import io.flashsale.order.testing.Sale;
import io.flashsale.testing.RealServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "schema", value = "orders"))
@WithTestResource(Neighbours.class)
class OrderPagesTest {

    @Inject
    Books books;

    @Test
    void pagesThroughABuyersOrdersNewestFirst() {
        String buyer = "b" + UUID.randomUUID();
        List<String> orderIds = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            orderIds.add(Sale.of(books, 10).order(buyer, 1));
        }
        Collections.reverse(orderIds);
        List<String> seen = new ArrayList<>();
        String cursor = null;
        int pages = 0;
        do {
            var call = Calls.by(buyer).queryParam("limit", 3);
            JsonPath page = (cursor == null ? call : call.queryParam("cursor", cursor))
                    .get("/api/orders")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            seen.addAll(page.getList("orders.orderId", String.class));
            cursor = page.getString("nextCursor");
            pages++;
        } while (cursor != null);

        assertThat(seen).containsExactlyElementsOf(orderIds);
        assertThat(pages).isEqualTo(3);
    }

    @Test
    void pagesThroughOrdersOfTheSameMillisecond() {
        String buyer = "b" + UUID.randomUUID();
        Sale sale = Sale.of(books, 1);
        for (int i = 0; i < 5; i++) {
            sale.order(buyer, 1);
        }
        books.change("UPDATE orders SET created_at = '2026-01-15 10:00:00.123' WHERE buyer_id = ?", buyer);
        JsonPath first =
                Calls.by(buyer).queryParam("limit", 2).get("/api/orders").jsonPath();
        JsonPath rest = Calls.by(buyer)
                .queryParam("cursor", first.getString("nextCursor"))
                .queryParam("saleId", sale.id())
                .get("/api/orders")
                .jsonPath();

        assertThat(first.getList("orders.orderId")).containsExactly(sale.id() + "-1-5", sale.id() + "-1-4");
        assertThat(rest.getList("orders.orderId"))
                .containsExactly(sale.id() + "-1-3", sale.id() + "-1-2", sale.id() + "-1-1");
        assertThat(rest.getString("nextCursor")).isNull();
    }

    @Test
    void showsOnlyTheSaleThatIsAskedFor() {
        String buyer = "b" + UUID.randomUUID();
        Sale wanted = Sale.of(books, 10);
        String orderId = wanted.order(buyer, 1);
        String other = Sale.of(books, 10).order(buyer, 1);

        Calls.by(buyer)
                .queryParam("saleId", wanted.id())
                .get("/api/orders")
                .then()
                .body("orders.orderId", hasItem(orderId))
                .body("orders.orderId", not(hasItem(other)));
    }

    @ParameterizedTest
    @CsvSource({
        "limit, 0",
        "limit, 101",
        "limit, -1",
        "limit, ten",
        "limit, 1.5",
        "limit, 99999999999",
        "cursor, x",
        "cursor, ###",
        "cursor, MTIz",
        "cursor, LTE6dDEyMzQ1Ni0xLTE",
        "saleId, NOPE",
        "saleId, a'--"
    })
    void namesTheParameterThatIsWrong(String parameter, String value) {
        Calls.by("alice")
                .queryParam(parameter, value)
                .get("/api/orders")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/invalid-request"))
                .body("errors[0].field", equalTo(parameter));
    }
}
