package io.flashsale.inventory.switching;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jboss.logging.Logger;

/**
 * Tells everybody of switches on {@code flashsale.switches.v1}. A send that fails is made good by the next regular one, and
 * an old version that overtakes a new one misleads nobody who has heard the new one.
 */
@Singleton
final class SwitchPublisher {

    private static final Logger LOG = Logger.getLogger(SwitchPublisher.class);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);
    /** Longer than the Kafka client tries. */
    private static final Duration LONGEST_SEND = Duration.ofSeconds(30);

    private final MutinyEmitter<Record<String, String>> switches;
    private final ObjectMapper json;

    SwitchPublisher(
            @Channel("switches") @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = 2048)
                    MutinyEmitter<Record<String, String>> switches,
            ObjectMapper json) {
        this.switches = switches;
        this.json = json;
    }

    /** Tells of a change that has just been made and waits a moment for the broker, so that whoever made it can rely on it. */
    void publishNow(SwitchState state) {
        try {
            publish(state).await().atMost(LONGEST_WAIT);
        } catch (RuntimeException e) {
            LOG.warnf("Switch %s is set, but nobody could be told of it yet: %s", state.name(), e.getMessage());
        }
    }

    /** Completes when the broker has it, and fails, however it fails, in bounded time. */
    Uni<Void> publish(SwitchState state) {
        return Uni.createFrom()
                .deferred(() -> switches.send(Record.of(state.name(), write(state))))
                .ifNoItem()
                .after(LONGEST_SEND)
                .fail();
    }

    private String write(SwitchState state) {
        try {
            return json.writeValueAsString(SwitchChanged.of(state));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A switch can always be written as JSON", e);
        }
    }
}
