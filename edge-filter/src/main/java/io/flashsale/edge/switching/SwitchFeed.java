package io.flashsale.edge.switching;

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
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;

/**
 * Tells this edge of every switch: a thread that reads {@code flashsale.switches.v1} from its beginning, without a group,
 * because every edge reads everything for itself and keeps no offsets.
 *
 * <p>A plain consumer, since the edge has to know when it has read what there was at its start. When Kafka is away the
 * consumer finds it again by itself; when anything else breaks, reading begins anew: the topic is compacted and small,
 * and what is heard twice changes nothing.
 */
@Singleton
final class SwitchFeed {

    private static final Logger LOG = Logger.getLogger(SwitchFeed.class);
    private static final String TOPIC = "flashsale.switches.v1";
    private static final Duration POLL = Duration.ofMillis(500);
    private static final long RETRY_MILLIS = 1_000;
    private static final int ASKING_TIMEOUT_MILLIS = 5_000;
    /** A flip has to be in force everywhere within 200 ms; the broker answers at once when there is something. */
    private static final int FETCH_WAIT_MILLIS = 100;
    /** The client's pauses between its tries to reach a broker that is back again. */
    private static final int RECONNECT_MILLIS = 500;

    private final Map<String, Object> settings;
    private final String topic;
    private final SwitchBoard board;
    private final Clock clock;
    private final Counter unreadable;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile Consumer<byte[], byte[]> reading;
    private volatile boolean caughtUp;
    private volatile Instant heardAt;
    private volatile Instant startedAt;
    private Thread thread;

    @Inject
    SwitchFeed(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            SwitchBoard board,
            Clock clock,
            MeterRegistry metrics) {
        this(kafka, TOPIC, board, clock, metrics);
    }

    SwitchFeed(Map<String, Object> kafka, String topic, SwitchBoard board, Clock clock, MeterRegistry metrics) {
        this.settings = settings(kafka);
        this.topic = topic;
        this.board = board;
        this.clock = clock;
        this.unreadable = metrics.counter("flashsale.edge.switches.unreadable");
        Gauge.builder("flashsale.edge.switches.silent.seconds", this, SwitchFeed::silentSeconds)
                .description("How long nothing has been heard of any switch; those that are set are told every 10 s")
                .register(metrics);
        Gauge.builder("flashsale.edge.switches.caught.up", this, feed -> feed.caughtUp ? 1 : 0)
                .description("1 once all switches have been read that there were at the start")
                .register(metrics);
    }

    private static Map<String, Object> settings(Map<String, Object> kafka) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put("key.deserializer", ByteArrayDeserializer.class.getName());
        settings.put("value.deserializer", ByteArrayDeserializer.class.getName());
        settings.putIfAbsent("client.id", "switch-feed");
        settings.remove("group.id");
        settings.put("enable.auto.commit", "false");
        settings.put("allow.auto.create.topics", "false");
        // Where the offset is gone the topic was made anew; it tells of everything again.
        settings.put("auto.offset.reset", "earliest");
        settings.put("fetch.max.wait.ms", FETCH_WAIT_MILLIS);
        settings.put("fetch.min.bytes", 1);
        settings.put("reconnect.backoff.max.ms", RECONNECT_MILLIS);
        settings.put("default.api.timeout.ms", ASKING_TIMEOUT_MILLIS);
        settings.put("request.timeout.ms", ASKING_TIMEOUT_MILLIS);
        return settings;
    }

    void start(@Observes StartupEvent starting) {
        startedAt = clock.instant();
        thread = new Thread(this::run, "switch-feed");
        thread.setDaemon(true);
        thread.start();
    }

    void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
        stopped.countDown();
        Consumer<byte[], byte[]> current = reading;
        if (current != null) {
            current.wakeup();
        }
        thread.join(TimeUnit.SECONDS.toMillis(2));
    }

    /** Whether all switches have been read that there were at the start; it stays so, whatever becomes of Kafka. */
    boolean isCaughtUp() {
        return caughtUp;
    }

    Instant startedAt() {
        return startedAt;
    }

    private double silentSeconds() {
        Instant last = heardAt;
        return last == null ? 0 : Duration.between(last, clock.instant()).toMillis() / 1000.0;
    }

    private void run() {
        boolean complained = false;
        while (!isStopping()) {
            try (Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings)) {
                reading = consumer;
                follow(consumer);
            } catch (WakeupException e) {
                LOG.debug("The feed of switches was stopped");
            } catch (RuntimeException e) {
                // Whatever it is, an edge that never hears of a switch again would be worse.
                LOG.logf(
                        complained ? Logger.Level.DEBUG : Logger.Level.WARN,
                        "The feed of switches is broken off and tried again until it goes on: %s",
                        e);
                complained = true;
                waitForRetry();
            }
        }
    }

    private void follow(Consumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new UnknownTopicOrPartitionException("There is no topic " + topic + " yet");
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (!isStopping()) {
            caughtUp = caughtUp || partitions.stream().allMatch(one -> consumer.position(one) >= ends.get(one));
            for (ConsumerRecord<byte[], byte[]> event : consumer.poll(POLL)) {
                hear(event.value());
            }
        }
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

    private boolean isStopping() {
        return stopped.getCount() == 0;
    }

    private void waitForRetry() {
        try {
            stopped.await(RETRY_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopped.countDown();
        }
    }
}
