package io.flashsale.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The stampede again, while every event is delivered twice and out of order and order-service is killed on the way. */
class EchoedStampedeIT {

    @Test
    void repeatedEventsAndAKilledConsumerChangeNoFigure() {
        SystemUnderTest system = SystemUnderTest.shared();
        Processes processes = system.processes();
        String kafka = system.demand("KAFKA_BOOTSTRAP");
        try (Api api = new Api(system);
                Echo echo = new Echo(kafka)) {
            // The hold outlasts the restart of the service that would take the payments, on a busy machine too.
            Stampede stampede = Stampede.gather(system, api, 60);
            // Frozen while reservations pile up, then killed as soon as its first rows are there: in the middle of the
            // work, with events not sent and offsets not committed.
            processes.signal("order-service", "STOP");
            stampede.everybodyClicksThreeTimes();
            processes.signal("order-service", "CONT");
            stampede.firstOrdersAreBooked();
            processes.kill("order-service");
            stampede.everyOrderIsBooked();
            stampede.somePaySomeCancel();
            stampede.theRestExpire();
            stampede.whatCameBackIsSoldAgain();
            stampede.nothingIsLeftOver();
            assertThat(echo.echoed()).as("events said twice").isGreaterThan(Stampede.STOCK * 3);
        }
    }
}
