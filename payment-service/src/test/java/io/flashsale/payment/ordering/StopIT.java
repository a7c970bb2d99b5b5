package io.flashsale.payment.ordering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flashsale.payment.rig.Database;
import io.flashsale.payment.rig.OrderServiceStub;
import io.flashsale.payment.rig.Pay;
import io.flashsale.payment.rig.ServiceProcess;
import io.flashsale.payment.rig.TestOrder;
import io.flashsale.payment.rig.Topics;
import io.restassured.RestAssured;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An ordinary stop: SIGTERM while there is work. */
class StopIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int TERMINATED = 143;

    @TempDir
    Path directory;

    @Test
    void finishesThePollAndTheChargesInHandWithoutAComplaint() throws Exception {
        OrderServiceStub orderService = new OrderServiceStub();
        try (ServiceProcess service = new ServiceProcess(directory, orderService.start())) {
            RestAssured.port = service.port();
            service.start();
            await().atMost(PATIENCE).until(Topics::areOrdersConsumed);
            long recordedBefore = recorded();
            long committedBefore = Topics.committedOrders();
            AtomicBoolean writing = new AtomicBoolean(true);
            CompletableFuture<Integer> writer = CompletableFuture.supplyAsync(() -> {
                int written = 0;
                while (writing.get()) {
                    Topics.send(TestOrder.fresh(), "PENDING_PAYMENT", 1);
                    written++;
                }
                return written;
            });
            await().atMost(PATIENCE).until(() -> recorded() > recordedBefore + 100);
            List<TestOrder> paid = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                TestOrder order = TestOrder.fresh();
                OrderServiceStub.knows(order);
                Pay.with(Pay.GOOD_CARD, order).then().statusCode(202);
                paid.add(order);
            }
            service.terminate();
            assertThat(service.awaitEnd()).isEqualTo(TERMINATED);
            writing.set(false);
            int written = writer.join();

            assertThat(service.logOfStop()).doesNotContain(" WARN ").doesNotContain(" ERROR ");
            long heard = recorded() - recordedBefore - paid.size();
            assertThat(heard).isLessThan(written);
            assertThat(Topics.committedOrders() - committedBefore).isEqualTo(heard);
            assertThat(paid).allMatch(order -> Database.attemptStatus(order).equals("SUCCEEDED"));
        } finally {
            orderService.stop();
        }
    }

    private static long recorded() {
        return Long.parseLong(
                Database.value("SELECT COUNT(*) FROM payable_orders").orElseThrow());
    }
}
