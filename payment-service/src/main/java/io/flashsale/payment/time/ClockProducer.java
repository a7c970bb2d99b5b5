package io.flashsale.payment.time;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;

/** The service's clock: UTC, handed to whatever needs the time so that tests can hand over another. */
@ApplicationScoped
class ClockProducer {

    @Produces
    @ApplicationScoped
    Clock utc() {
        return Clock.systemUTC();
    }
}
