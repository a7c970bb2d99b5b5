package io.flashsale.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.e2e.Api.Answer;
import io.flashsale.e2e.Api.Buyer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code up}, {@code down}, {@code up} again, {@code reset}: what stops is gone, what was sold stays. */
class LifecycleIT {

    private static final List<String> PROCESSES = List.of(
            "EDGE_FILTER_PID",
            "INVENTORY_SERVICE_PID",
            "ORDER_SERVICE_PID",
            "PAYMENT_SERVICE_PID",
            "REDIS_PID",
            "KAFKA_PID",
            "MYSQL_PID");

    @Test
    void downLeavesNothingRunningAndTheNextUpGoesOnWithTheSameData() {
        Path state = RunningSystem.newState();
        String orderId;
        String saleId;
        List<Long> pids = new ArrayList<>();
        RunningSystem first = RunningSystem.start(state);
        try (Api api = new Api(first)) {
            Buyer keeper = Api.await(api.signIn("keeper"));
            saleId = api.openSale("LifecycleIT", 3, 1, 3_600);
            orderId = api.buyOnce(keeper, saleId).json().get("orderId").asText();
            Waiting.until(
                    "the order is booked",
                    () -> Api.await(api.order(keeper, orderId)).text().contains("PENDING_PAYMENT"));
            PROCESSES.forEach(key -> pids.add(Long.parseLong(first.env(key))));
            assertThat(RunningSystem.run(state, "up", "--no-build").exitCode())
                    .as("a second up")
                    .isNotZero();
            assertThat(RunningSystem.run(state, "reset").exitCode())
                    .as("reset while running")
                    .isNotZero();
        }

        assertThat(RunningSystem.run(state, "down").exitCode()).isZero();

        assertThat(pids)
                .noneMatch(
                        pid -> ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false));
        for (int port = first.port(); port < first.port() + 8; port++) {
            assertThat(FreePorts.isFree(port)).as("port %d", port).isTrue();
        }
        assertThat(state.resolve("run.env")).doesNotExist();

        RunningSystem second = RunningSystem.start(state);
        try (Api api = new Api(second)) {
            Buyer keeper = Api.await(api.signIn("keeper"));
            Answer order = Api.await(api.order(keeper, orderId));
            assertThat(order.json().path("status").asText()).as("%s", order).isEqualTo("PENDING_PAYMENT");
            Waiting.until("the sale is open again", () -> api.saleState(saleId).equals("OPEN"));
            assertThat(api.buyOnce(keeper, saleId).json().path("orderId").asText())
                    .as("the buyer's live order")
                    .isEqualTo(orderId);
            Waiting.until(
                    "the ledger balances",
                    () -> api.ledger(saleId).path("settled").asBoolean()
                            && api.ledger(saleId).path("balanced").asBoolean());
        } finally {
            second.stop();
        }

        assertThat(RunningSystem.run(state, "reset").exitCode()).isZero();
        assertThat(Files.exists(state.resolve("redis"))).isFalse();
        assertThat(Files.exists(state.resolve("mysql"))).isFalse();
    }
}
