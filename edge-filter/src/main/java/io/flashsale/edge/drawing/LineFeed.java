package io.flashsale.edge.drawing;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.flashsale.following.TopicFollower;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Reads {@code flashsale.lines.v1} for this edge alone, from its beginning: a line is the same at every edge, and its
 * whole history can be shown. Without Kafka a line stays where it was heard to be.
 */
@Singleton
final class LineFeed {

    private static final Logger LOG = Logger.getLogger(LineFeed.class);

    private final Lines lines;
    private final ObjectMapper json;
    private final TopicFollower follower;
    private final Clock clock;
    private final Counter broken;
    private volatile Instant startedAt;

    LineFeed(
            Lines lines,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            ObjectMapper json,
            Clock clock,
            MeterRegistry metrics) {
        this.lines = lines;
        this.json = json;
        this.clock = clock;
        this.follower = new TopicFollower(kafka, "flashsale.lines.v1", this::hear);
        this.broken = Counter.builder("flashsale.edge.lines.broken")
                .description("Entries of published lines that cannot be read or do not continue their chain")
                .register(metrics);
    }

    void start(@Observes StartupEvent starting) {
        startedAt = clock.instant();
        follower.start();
    }

    void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
        follower.stop();
    }

    /** Whether all entries have been read that there were at the start; it stays so, whatever becomes of Kafka. */
    boolean isCaughtUp() {
        return follower.isCaughtUp();
    }

    Instant startedAt() {
        return startedAt;
    }

    void hear(byte[] bytes) {
        try {
            LineEvent event = bytes == null ? null : json.readValue(bytes, LineEvent.class);
            if (event == null || !event.isComplete() || !lines.hear(event)) {
                broken.increment();
            }
        } catch (IOException | NumberFormatException e) {
            broken.increment();
            LOG.debugf("No entry of a line: %s", e.getMessage());
        }
    }
}
