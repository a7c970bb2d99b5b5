package io.flashsale.payment.settling;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flashsale.payment.Card;
import io.flashsale.payment.provider.CardProvider;
import io.flashsale.payment.provider.Charge;
import io.flashsale.payment.provider.Standing;
import io.flashsale.payment.rig.Database;
import io.flashsale.payment.rig.OrderServiceStub;
import io.flashsale.payment.rig.Pay;
import io.flashsale.payment.rig.TestOrder;
import io.flashsale.payment.rig.Topics;
import io.flashsale.testing.RealServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** Attempts as a crash leaves them behind, at each point between commit, call and record. */
@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "schema", value = "payments"))
@WithTestResource(OrderServiceStub.class)
class SettlerTest {

    @Inject
    CardProvider provider;

    private Standing charge(String attemptId, TestOrder order, String cardNumber) {
        return answer(provider.charge(new Charge(
                attemptId, TestOrder.AMOUNT_MINOR, "EUR", new Card(cardNumber, "Alice"), order.expiresAt())));
    }

    private static <T> T answer(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    private static void awaitStatus(TestOrder order, String status) {
        await().atMost(10, SECONDS)
                .untilAsserted(() -> assertThat(Database.attemptStatus(order)).isEqualTo(status));
    }

    private static void awaitEvents(TestOrder order, String... types) {
        await().atMost(10, SECONDS)
                .untilAsserted(() -> assertThat(Topics.paymentEventTypes(order)).containsExactly(types));
    }

    @Test
    void recordsASuccessThatTheCrashKeptFromUs() {
        TestOrder order = TestOrder.fresh();
        charge("p-" + order.orderId(), order, Pay.GOOD_CARD);
        Database.plantPendingAttempt(order, Instant.now());
        awaitStatus(order, "SUCCEEDED");
        awaitEvents(order, "PaymentSucceeded");
    }

    @Test
    void recordsADeclineThatTheCrashKeptFromUs() {
        TestOrder order = TestOrder.fresh();
        charge("p-" + order.orderId(), order, Pay.DECLINED_CARD);
        Database.plantPendingAttempt(order, Instant.now());
        awaitStatus(order, "FAILED");
        awaitEvents(order, "PaymentFailed");
    }

    @Test
    void anAttemptThatNeverReachedTheProviderFailsAndItsLateChargeTakesNoMoney() {
        TestOrder order = TestOrder.fresh();
        String attemptId = Database.plantPendingAttempt(order, Instant.now());
        awaitStatus(order, "FAILED");
        assertThat(charge(attemptId, order, Pay.GOOD_CARD)).isEqualTo(Standing.ABANDONED);
        awaitEvents(order, "PaymentFailed");
        OrderServiceStub.knows(order);
        Pay.with(Pay.GOOD_CARD, order).then().statusCode(202);
        awaitStatus(order, "SUCCEEDED");
    }

    @Test
    void givesAnUnknownAttemptTimeBeforeItIsAbandoned() {
        TestOrder order = TestOrder.fresh();
        String attemptId = Database.plantPendingAttempt(order, Instant.now());
        await().until(() ->
                Integer.parseInt(Database.value("SELECT checks FROM payment_attempts WHERE id = ?", attemptId)
                                .orElseThrow())
                        >= 1);
        assertThat(charge(attemptId, order, Pay.GOOD_CARD)).isEqualTo(Standing.SUCCEEDED);
        awaitStatus(order, "SUCCEEDED");
    }

    @Test
    void asksAgainUntilTheProviderHasDecided() {
        TestOrder order = TestOrder.holdingFor(1500);
        OrderServiceStub.knows(order);
        Pay.with(Pay.LATE_CARD, order).then().statusCode(202);
        await().during(1, SECONDS).atMost(2, SECONDS).until(() -> Database.attemptStatus(order)
                .equals("PENDING"));
        awaitStatus(order, "SUCCEEDED");
        assertThat(Instant.now()).isAfter(order.expiresAt());
    }

    @Test
    void aSettledAttemptIsNotLookedAtAgain() {
        TestOrder order = TestOrder.fresh();
        charge("p-" + order.orderId(), order, Pay.GOOD_CARD);
        String attemptId = Database.plantPendingAttempt(order, Instant.now());
        awaitStatus(order, "SUCCEEDED");
        assertThat(Database.value("SELECT next_check_at FROM payment_attempts WHERE id = ?", attemptId))
                .isEmpty();
    }
}
