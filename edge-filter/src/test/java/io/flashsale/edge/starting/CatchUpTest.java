package io.flashsale.edge.starting;

import static io.flashsale.edge.rig.TestSale.OPENS_AT;
import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.edge.rig.MutableClock;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

class CatchUpTest {

    private final MutableClock clock = new MutableClock(OPENS_AT);
    private boolean caughtUp;
    private final CatchUp catchUp =
            new CatchUp("Lines heard of", () -> caughtUp, () -> OPENS_AT, Duration.ofSeconds(20), clock, "nothing");

    private Status status() {
        return catchUp.check().getStatus();
    }

    @Test
    void isNotReadyBeforeItHasReadWhatThereWas() {
        assertThat(status()).isEqualTo(Status.DOWN);
        caughtUp = true;
        assertThat(status()).isEqualTo(Status.UP);
        assertThat(catchUp.check().getData().orElseThrow()).containsEntry("caughtUp", true);
    }

    @Test
    void isReadyAnywayWhenItsPatienceIsOver() {
        clock.advance(Duration.ofMillis(19_999));
        assertThat(status()).isEqualTo(Status.DOWN);
        clock.advance(Duration.ofMillis(1));
        assertThat(status()).isEqualTo(Status.UP);
        assertThat(catchUp.check().getData().orElseThrow()).containsEntry("caughtUp", false);
    }
}
