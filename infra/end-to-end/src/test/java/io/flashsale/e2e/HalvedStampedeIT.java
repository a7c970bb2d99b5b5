package io.flashsale.e2e;

import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The stampede on two instances of every service, each of which is away once. */
class HalvedStampedeIT {

    private static final List<String> FIRST =
            List.of("edge-filter", "inventory-service", "order-service", "payment-service");
    private static final List<String> SECOND =
            FIRST.stream().map(name -> name + "-2").toList();

    @Test
    void eitherHalfOfTheSystemMayLeaveAndNoFigureChanges() {
        SystemUnderTest system = SystemUnderTest.shared();
        Containers containers = system.containers()
                .orElseGet(() -> abort("Skipped, for it stops containers: give -Dflashsale.run-env=PATH of a run.env"
                        + " with COMPOSE_PROJECT"));
        assumeTrue(
                SECOND.stream().allMatch(containers::isRunning),
                "Skipped, for there is one instance of a service only");
        try (Api api = new Api(system)) {
            // Everybody who pays does so in the hold, on half the system, whose consumers have just changed hands.
            Stampede stampede = Stampede.gather(system, api, 60, Duration.ofSeconds(12));
            CompletableFuture<Void> firstLeave = CompletableFuture.runAsync(() -> {
                stampede.firstOrdersAreBooked();
                containers.stop(FIRST);
            });
            stampede.everybodyClicksThreeTimes();
            firstLeave.join();
            stampede.everyOrderIsBooked();
            stampede.winnersClickAgain();
            stampede.somePaySomeCancel();
            containers.start(FIRST);
            stampede.theRestExpire();

            CompletableFuture<Void> secondLeave = CompletableFuture.runAsync(() -> containers.stop(SECOND));
            stampede.whatCameBackIsSoldAgain();
            secondLeave.join();
            stampede.nothingIsLeftOver();
        } finally {
            containers.start(FIRST);
            containers.start(SECOND);
        }
    }
}
