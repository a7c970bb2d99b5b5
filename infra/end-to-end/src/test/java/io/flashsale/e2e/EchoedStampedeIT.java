package io.flashsale.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The stampede again, while every event is delivered twice and out of order and order-service is killed on the way. */
class EchoedStampedeIT {

    @Test
    void repeatedEventsAndAKilledConsumerChangeNoFigure() {
        RunningSystem system = RunningSystem.shared();
        try (Api api = new Api(system);
                Echo echo = new Echo(system.env("KAFKA_BOOTSTRAP"))) {
            // The hold outlasts the restart of the service that would take the payments.
            Stampede stampede = new Stampede(system, api, 30);
            stampede.gather();
            // Frozen while reservations pile up, then killed as soon as its first rows are there: in the middle of the
            // work, with events not sent and offsets not committed.
            system.signal("ORDER_SERVICE_PID", "STOP");
            stampede.everybodyClicksThreeTimes();
            system.signal("ORDER_SERVICE_PID", "CONT");
            stampede.firstOrdersReachMysql();
            system.kill("ORDER_SERVICE_PID");
            stampede.mysqlHasThemAll();
            stampede.somePaySomeCancelTheRestExpire();
            stampede.whatCameBackIsSoldAgain();
            stampede.nothingIsLeftOver();
            assertThat(echo.echoed()).as("events said twice").isGreaterThan(Stampede.STOCK * 3);
        }
    }
}
