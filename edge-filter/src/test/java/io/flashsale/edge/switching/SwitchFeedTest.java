package io.flashsale.edge.switching;

import static io.flashsale.edge.rig.TestSale.OPENS_AT;
import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.edge.rig.MutableClock;
import io.flashsale.testing.RealServers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The feed against a real broker, with a topic of its own. */
class SwitchFeedTest {

    private static final Map<String, Object> KAFKA =
            Map.of("bootstrap.servers", RealServers.servers().get("KAFKA"), "client.id", "feed-" + UUID.randomUUID());

    private static final SwitchingConfig PATIENCE = () -> Duration.ofSeconds(20);

    private final MutableClock clock = new MutableClock(OPENS_AT);
    private final String topic = "switches-" + UUID.randomUUID();
    private final List<Reader> readers = new ArrayList<>();
    private KafkaProducer<String, String> producer;

    /** What one edge has heard. */
    private record Reader(SwitchBoard board, SwitchFeed feed, SimpleMeterRegistry metrics) {}

    @BeforeEach
    void openATopic() throws Exception {
        producer = new KafkaProducer<>(KAFKA, new StringSerializer(), new StringSerializer());
        try (Admin admin = Admin.create(KAFKA)) {
            admin.createTopics(List.of(new NewTopic(topic, Optional.of(1), Optional.empty())))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        }
    }

    @AfterEach
    void stop() throws InterruptedException {
        for (Reader reader : readers) {
            reader.feed().stop(new ShutdownEvent());
        }
        producer.close();
    }

    @Test
    void everyEdgeHearsOfEveryFlip() {
        Reader one = startEdge(KAFKA);
        Reader another = startEdge(KAFKA);
        tell("sold-out:sale1", "on", 1);
        for (Reader edge : readers) {
            Awaitility.await().until(() -> edge.board().isSoldOut("sale1"));
        }
        tell("sold-out:sale1", null, 2);
        Awaitility.await().until(() -> !one.board().isSoldOut("sale1"));
        Awaitility.await().until(() -> !another.board().isSoldOut("sale1"));
    }

    @Test
    void anEdgeThatIsStartedAgainKnowsEverySwitchOnceItIsReady() throws InterruptedException {
        Reader first = startEdge(KAFKA);
        tell("sold-out", "on", 1);
        tell("filter:stock", "report-only", 1);
        Awaitility.await().until(() -> first.board().modeOf("stock") == FilterMode.REPORT_ONLY);
        first.feed().stop(new ShutdownEvent());

        Reader again = startEdge(KAFKA);
        SwitchReadiness readiness = readiness(again);
        Awaitility.await().until(() -> readiness.call().getStatus() == Status.UP);
        assertThat(again.board().isSoldOut("sale1")).isTrue();
        assertThat(again.board().modeOf("stock")).isEqualTo(FilterMode.REPORT_ONLY);
        assertThat(again.metrics()
                        .get("flashsale.edge.switches.caught.up")
                        .gauge()
                        .value())
                .isEqualTo(1);
    }

    @Test
    void passesOverAndCountsWhatItCannotRead() {
        Reader edge = startEdge(KAFKA);
        for (String bytes : new String[] {"no json", "", null, "[]"}) {
            write("x", bytes);
        }
        tell("sold-out", "on", 1);
        Awaitility.await().until(() -> edge.board().isSoldOut("sale1"));
        assertThat(edge.metrics().counter("flashsale.edge.switches.unreadable").count())
                .isEqualTo(4);
    }

    @Test
    void theLastKnownSwitchesSurviveALostFeedAndItsSilenceIsMeasured() throws InterruptedException {
        Reader edge = startEdge(KAFKA);
        tell("sold-out", "on", 1);
        Awaitility.await().until(() -> edge.board().isSoldOut("sale1"));
        edge.feed().stop(new ShutdownEvent());
        clock.advance(Duration.ofMinutes(5));
        assertThat(edge.board().isSoldOut("sale1")).isTrue();
        assertThat(readiness(edge).call().getStatus()).isEqualTo(Status.UP);
        assertThat(edge.metrics()
                        .get("flashsale.edge.switches.silent.seconds")
                        .gauge()
                        .value())
                .isEqualTo(300);
    }

    @Test
    void withoutKafkaTheEdgeIsReadyWithDefaultsWhenItsPatienceIsOver() {
        Reader edge = startEdge(Map.of("bootstrap.servers", "127.0.0.1:1", "client.id", topic));
        SwitchReadiness readiness = readiness(edge);
        assertThat(readiness.call().getStatus()).isEqualTo(Status.DOWN);
        clock.advance(Duration.ofMillis(19_999));
        assertThat(readiness.call().getStatus()).isEqualTo(Status.DOWN);
        assertThat(edge.board().isKnown()).isFalse();
        clock.advance(Duration.ofMillis(1));
        assertThat(readiness.call().getStatus()).isEqualTo(Status.UP);
        assertThat(edge.board().isKnown()).isTrue();
        assertThat(readiness.call().getData().orElseThrow()).containsEntry("caughtUp", false);
        assertThat(edge.board().isSoldOut("sale1")).isFalse();
    }

    @Test
    void aTopicThatIsMadeLaterIsRead() throws Exception {
        String later = "later-" + topic;
        SwitchBoard board = new SwitchBoard(new SimpleMeterRegistry());
        SwitchFeed feed = new SwitchFeed(KAFKA, later, board, PATIENCE, clock, new SimpleMeterRegistry());
        feed.start(new StartupEvent());
        try (Admin admin = Admin.create(KAFKA)) {
            admin.createTopics(List.of(new NewTopic(later, Optional.of(1), Optional.empty())))
                    .all()
                    .get(30, TimeUnit.SECONDS);
            producer.send(new ProducerRecord<>(later, "sold-out", TestSwitches.event("sold-out", "on", 1)))
                    .get();
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> board.isSoldOut("sale1"));
        } finally {
            feed.stop(new ShutdownEvent());
        }
    }

    private Reader startEdge(Map<String, Object> kafka) {
        SimpleMeterRegistry metrics = new SimpleMeterRegistry();
        SwitchBoard board = new SwitchBoard(metrics);
        SwitchFeed feed = new SwitchFeed(kafka, topic, board, PATIENCE, clock, metrics);
        feed.start(new StartupEvent());
        Reader reader = new Reader(board, feed, metrics);
        readers.add(reader);
        return reader;
    }

    private SwitchReadiness readiness(Reader edge) {
        return new SwitchReadiness(edge.feed());
    }

    private void tell(String name, String value, long version) {
        write(name, TestSwitches.event(name, value, version));
    }

    private void write(String key, String value) {
        try {
            producer.send(new ProducerRecord<>(topic, key, value)).get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
