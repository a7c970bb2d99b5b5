package io.flashsale.payment.refunding;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flashsale.payment.rig.Database;
import io.flashsale.payment.rig.OrderServiceStub;
import io.flashsale.payment.rig.Pay;
import io.flashsale.payment.rig.TestOrder;
import io.flashsale.payment.rig.Topics;
import io.flashsale.testing.Contract;
import io.flashsale.testing.RealServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Money and closed orders: whoever comes first, none is kept. */
@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "schema", value = "payments"))
@WithTestResource(OrderServiceStub.class)
class RefunderTest {

    private static void awaitRefunded(TestOrder order) {
        await().atMost(15, SECONDS)
                .untilAsserted(() -> assertThat(Database.attemptStatus(order)).isEqualTo("REFUNDED"));
        await().atMost(10, SECONDS).untilAsserted(() -> assertThat(Topics.paymentEventTypes(order))
                .containsExactly("PaymentSucceeded", "PaymentRefunded"));
        Topics.paymentEvents(order).forEach(event -> Contract.assertSatisfies("payment-event", event));
        assertThat(Pay.ask(order.orderId()).jsonPath().getString("status")).isEqualTo("REFUNDED");
        assertThat(Database.value(
                        "SELECT COUNT(*) FROM simulated_provider_charges c JOIN payment_attempts a ON a.id = c.attempt_id"
                                + " WHERE a.order_id = ? AND c.refunded_at_ms IS NOT NULL",
                        order.orderId()))
                .contains("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CANCELLED", "EXPIRED"})
    void aSuccessIsRefundedWhenItsOrderCloses(String closed) {
        TestOrder order = TestOrder.fresh();
        OrderServiceStub.knows(order);
        Pay.with(Pay.GOOD_CARD, order).then().statusCode(202);
        await().until(() -> Database.attemptStatus(order).equals("SUCCEEDED"));
        Topics.send(order, closed, 2);
        Topics.send(order, closed, 2);
        awaitRefunded(order);
    }

    @Test
    void aPaymentThatLandsAfterExpiryIsRefunded() {
        TestOrder order = TestOrder.holdingFor(1000);
        Topics.send(order, "PENDING_PAYMENT", 1);
        await().until(() -> Database.orderStatus(order).equals("PENDING_PAYMENT"));
        Pay.with(Pay.LATE_CARD, order).then().statusCode(202);
        Topics.send(order, "EXPIRED", 2);
        await().until(() -> Database.orderStatus(order).equals("EXPIRED"));
        assertThat(Database.attemptStatus(order)).isEqualTo("PENDING");
        awaitRefunded(order);
    }

    @Test
    void aPaidOrderKeepsItsPayment() {
        TestOrder order = TestOrder.fresh();
        OrderServiceStub.knows(order);
        Pay.with(Pay.GOOD_CARD, order).then().statusCode(202);
        await().until(() -> Database.attemptStatus(order).equals("SUCCEEDED"));
        Topics.send(order, "PAID", 2);
        Topics.send(order, "EXPIRED", 1);
        await().until(() -> Database.orderStatus(order).equals("PAID"));
        assertThat(Database.attemptStatus(order)).isEqualTo("SUCCEEDED");
    }

    @Test
    void expiryRacingWithPaymentNeverKeepsTheMoney() {
        List<TestOrder> orders = new ArrayList<>();
        for (int n = 0; n < 40; n++) {
            TestOrder order = TestOrder.fresh();
            OrderServiceStub.knows(order);
            orders.add(order);
            Pay.with(n % 4 == 0 ? Pay.TIMING_OUT_CARD : Pay.GOOD_CARD, order)
                    .then()
                    .statusCode(202);
            Topics.send(order, "EXPIRED", 2);
        }
        orders.forEach(RefunderTest::awaitRefunded);
    }
}
