package io.flashsale.edge.switching;

import io.flashsale.edge.starting.CatchUp;
import io.flashsale.following.TopicFollower;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Tells this edge of every switch: reads {@code flashsale.switches.v1} from its beginning. While Kafka is away the switches
 * stay as they are.
 */
@Singleton
final class SwitchFeed {

    private static final String TOPIC = "flashsale.switches.v1";
    /** A flip has to be in force everywhere within 200 ms; the broker answers at once when there is something. */
    private static final int FETCH_WAIT_MILLIS = 100;
    /** The client's pauses between its tries to reach a broker that is back again. */
    private static final int RECONNECT_MILLIS = 500;

    private final SwitchBoard board;
    private final Clock clock;
    private final Counter unreadable;
    private final TopicFollower follower;
    private final CatchUp catchUp;
    private volatile Instant heardAt;
    private volatile Instant startedAt;

    @Inject
    SwitchFeed(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            SwitchBoard board,
            SwitchingConfig config,
            Clock clock,
            MeterRegistry metrics) {
        this(kafka, TOPIC, board, config, clock, metrics);
    }

    SwitchFeed(
            Map<String, Object> kafka,
            String topic,
            SwitchBoard board,
            SwitchingConfig config,
            Clock clock,
            MeterRegistry metrics) {
        this.follower = new TopicFollower(quick(kafka), topic, this::hear);
        this.catchUp = new CatchUp(
                "Switches heard of",
                this::isCaughtUp,
                () -> startedAt,
                config.startPatience(),
                clock,
                "switches that have not been heard of are at their defaults");
        this.board = board;
        this.clock = clock;
        this.unreadable = metrics.counter("flashsale.edge.switches.unreadable");
        Gauge.builder("flashsale.edge.switches.silent.seconds", this, SwitchFeed::silentSeconds)
                .description("How long nothing has been heard of any switch; those that are set are told every 10 s")
                .register(metrics);
        Gauge.builder("flashsale.edge.switches.caught.up", this, feed -> feed.isCaughtUp() ? 1 : 0)
                .description("1 once all switches have been read that there were at the start")
                .register(metrics);
    }

    private static Map<String, Object> quick(Map<String, Object> kafka) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put("fetch.max.wait.ms", FETCH_WAIT_MILLIS);
        settings.put("fetch.min.bytes", 1);
        settings.put("reconnect.backoff.max.ms", RECONNECT_MILLIS);
        return settings;
    }

    void start(@Observes StartupEvent starting) {
        startedAt = clock.instant();
        board.knownOnce(catchUp::isOver);
        follower.start();
    }

    void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
        follower.stop();
    }

    /** Whether all switches have been read that there were at the start; it stays so, whatever becomes of Kafka. */
    boolean isCaughtUp() {
        return follower.isCaughtUp();
    }

    /** Whether this edge has read what there was, or waits for it no longer. */
    CatchUp catchUp() {
        return catchUp;
    }

    private double silentSeconds() {
        Instant last = heardAt;
        return last == null ? 0 : Duration.between(last, clock.instant()).toMillis() / 1000.0;
    }

    private void hear(byte[] bytes) {
        SwitchEvent event = SwitchEvent.read(bytes);
        if (event == null) {
            unreadable.increment();
            return;
        }
        heardAt = clock.instant();
        board.hear(event);
    }
}
