package io.flashsale.payment.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flashsale.payment.rig.Database;
import io.flashsale.payment.rig.Frozen;
import io.flashsale.payment.rig.OrderServiceStub;
import io.flashsale.payment.rig.Pay;
import io.flashsale.payment.rig.ServiceProcess;
import io.flashsale.payment.rig.TestOrder;
import io.flashsale.payment.rig.Topics;
import io.restassured.RestAssured;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that keep their connections and say nothing, as behind a cut cable. */
class FaultsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    private final OrderServiceStub orderService = new OrderServiceStub();
    private ServiceProcess service;

    @BeforeEach
    void startService() throws Exception {
        Map<String, String> settings = new TreeMap<>(orderService.start());
        settings.put("quarkus.datasource.jdbc.additional-jdbc-properties.socketTimeout", "3000");
        settings.put("quarkus.datasource.jdbc.acquisition-timeout", "2s");
        service = new ServiceProcess(directory, settings);
        service.start();
        RestAssured.port = service.port();
    }

    @AfterEach
    void endService() {
        service.close();
        orderService.stop();
    }

    @Test
    void takesPaymentsWithoutKafkaAndTellsOfThemLater() throws Exception {
        TestOrder order = TestOrder.fresh();
        OrderServiceStub.knows(order);
        Frozen.during("KAFKA", () -> {
            Pay.with(Pay.GOOD_CARD, order).then().statusCode(202);
            await().atMost(PATIENCE).until(() -> Database.attemptStatus(order).equals("SUCCEEDED"));
            await().atMost(PATIENCE).until(() -> service.log().contains("Kafka acknowledged 0 of 1 events"));
            assertAlive();
        });
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Topics.paymentEventTypes(order)).contains("PaymentSucceeded"));
    }

    @Test
    void healsByItselfAfterADatabaseThatSaidNothing() throws Exception {
        TestOrder paid = TestOrder.fresh();
        OrderServiceStub.knows(paid);
        TestOrder heard = TestOrder.fresh();
        Frozen.during("MYSQL", () -> {
            Topics.send(heard, "PENDING_PAYMENT", 1);
            Pay.with(Pay.GOOD_CARD, paid).then().statusCode(503);
            await().atMost(PATIENCE).until(() -> service.log().contains("Cannot record orders, will try again"));
            assertAlive();
        });
        await().atMost(PATIENCE).until(() -> Database.orderStatus(heard).equals("PENDING_PAYMENT"));
        Pay.with(Pay.GOOD_CARD, paid).then().statusCode(202);
        await().atMost(PATIENCE).until(() -> Database.attemptStatus(paid).equals("SUCCEEDED"));
    }

    private void assertAlive() throws Exception {
        assertThat(service.call("GET", "/q/health/live", "nobody")
                        .get(5, TimeUnit.SECONDS)
                        .statusCode())
                .isEqualTo(200);
    }
}
