package io.flashsale.edge.drawing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jboss.logging.Logger;

/**
 * Sends sampled decisions to {@code flashsale.decisions.v1}. What Kafka does not take is counted as dropped and not sent
 * again: a sample with gaps is still a sample.
 */
@Singleton
final class DecisionPublisher {

    private static final Logger LOG = Logger.getLogger(DecisionPublisher.class);

    private final Decisions decisions;
    private final MutinyEmitter<Record<String, String>> events;
    private final ObjectMapper json;
    private final Clock clock;
    private final String edge;

    DecisionPublisher(
            Decisions decisions,
            @Channel("decisions") @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = 64)
                    MutinyEmitter<Record<String, String>> events,
            ObjectMapper json,
            Clock clock,
            LotteryConfig config) {
        this.decisions = decisions;
        this.events = events;
        this.json = json;
        this.clock = clock;
        this.edge = config.edgeName().orElseGet(() -> "edge-" + UUID.randomUUID());
    }

    /** Sends what waits. */
    void publishWaiting() {
        List<Decision> batch = decisions.take(DecisionsSampled.MOST);
        while (!batch.isEmpty()) {
            Map<String, List<Decision>> bySale = batch.stream().collect(Collectors.groupingBy(Decision::saleId));
            bySale.forEach(this::publish);
            batch = decisions.take(DecisionsSampled.MOST);
        }
    }

    private void publish(String saleId, List<Decision> sampled) {
        try {
            String event = json.writeValueAsString(DecisionsSampled.of(edge, saleId, sampled, clock.instant()));
            events.send(Record.of(saleId, event))
                    .subscribe()
                    .with(sent -> LOG.trace("Sampled"), e -> lose(sampled.size(), e));
        } catch (JsonProcessingException | IllegalStateException e) {
            lose(sampled.size(), e);
        }
    }

    private void lose(int count, Throwable cause) {
        decisions.lost(count);
        LOG.debugf("%d sampled decisions are dropped: %s", count, cause.getMessage());
    }
}
