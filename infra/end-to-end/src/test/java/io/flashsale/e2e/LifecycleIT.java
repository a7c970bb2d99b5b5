package io.flashsale.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

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
        assumeFalse(
                GivenSystem.ofThisRun().isGiven(),
                "Skipped, for it starts and stops a system, and a running one is given");
        Path state = LocalLauncher.newState();
        String orderId;
        String saleId;
        List<Long> pids = new ArrayList<>();
        LocalLauncher first = LocalLauncher.start(state);
        try (Api api = new Api(first.system())) {
            Buyer keeper = Api.await(api.signIn("keeper"));
            saleId = api.openSale("LifecycleIT", 3, 1, 3_600);
            orderId = api.buyOnce(keeper, saleId).json().get("orderId").asText();
            Waiting.until(
                    "the order is booked",
                    () -> Api.await(api.order(keeper, orderId)).text().contains("PENDING_PAYMENT"));
            PROCESSES.forEach(key -> pids.add(Long.parseLong(first.system().demand(key))));
            assertThat(LocalLauncher.run(state, "up", "--no-build").exitCode())
                    .as("a second up")
                    .isNotZero();
            assertThat(LocalLauncher.run(state, "reset").exitCode())
                    .as("reset while running")
                    .isNotZero();
        }

        assertThat(LocalLauncher.run(state, "down").exitCode()).isZero();

        assertThat(pids)
                .noneMatch(
                        pid -> ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false));
        for (int port = first.port(); port < first.port() + 8; port++) {
            assertThat(FreePorts.isFree(port)).as("port %d", port).isTrue();
        }
        assertThat(state.resolve("run.env")).doesNotExist();

        LocalLauncher second = LocalLauncher.start(state);
        try (Api api = new Api(second.system())) {
            Buyer keeper = Api.await(api.signIn("keeper"));
            Answer order = Api.await(api.order(keeper, orderId));
            assertThat(order.json().path("status").asText()).as("%s", order).isEqualTo("PENDING_PAYMENT");
            api.awaitState(saleId, "OPEN");
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

        assertThat(LocalLauncher.run(state, "reset").exitCode()).isZero();
        assertThat(Files.exists(state.resolve("redis"))).isFalse();
        assertThat(Files.exists(state.resolve("mysql"))).isFalse();
    }
}
