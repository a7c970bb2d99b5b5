package io.flashsale.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

/** New topics and who writes to them at once, on a broker of their own. */
class TopicsTest {
    private static final int RECORDS = 200;

    @TempDir
    static Path directory;

    private static OrphanGuard guard;
    private static Child kafka;
    private static HostPort broker;

    @BeforeAll
    static void start() throws Exception {
        List<Integer> ports = FreePorts.find(2);
        broker = HostPort.local(ports.get(0));
        guard = OrphanGuard.start();
        ProgramRunner runner = new ProgramRunner(directory.resolve("pids"), directory.resolve("logs"), guard);
        kafka = runner.start(new KafkaProgram(directory.resolve("kafka"), ports.get(0), ports.get(1)));
        kafka.awaitReady(Duration.ofSeconds(120));
    }

    @AfterAll
    static void stop() throws Exception {
        kafka.stop(Duration.ofSeconds(10));
        guard.close();
    }

    /**
     * A partition that is not led yet turns batches away, and then another one that is in flight may overtake them, after
     * which they are never taken in. That is rare; being turned away at all is not.
     */
    @RepeatedTest(5)
    void takeInWhatIsWrittenAtOnce() throws Exception {
        try (KafkaProducer<String, String> producer = producer()) {
            new Topics(broker).provision(true);
            for (int i = 0; i < RECORDS; i++) {
                producer.send(new ProducerRecord<>("flashsale.lines.v1", "k", "v" + i));
            }
            producer.flush();
            assertThat(sum(producer, "record-send-total")).isEqualTo(RECORDS);
            assertThat(sum(producer, "record-retry-total")).isZero();
            assertThat(sum(producer, "record-error-total")).isZero();
        }
    }

    private static double sum(KafkaProducer<?, ?> producer, String metric) {
        return producer.metrics().values().stream()
                .filter(each -> each.metricName().name().equals(metric)
                        && each.metricName().group().equals("producer-metrics"))
                .mapToDouble(each -> (Double) each.metricValue())
                .sum();
    }

    private static KafkaProducer<String, String> producer() {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers", broker.toString(),
                        // One record a batch, all that may be in flight.
                        "batch.size", "1",
                        "linger.ms", "0",
                        "request.timeout.ms", "30000",
                        "delivery.timeout.ms", "40000"),
                new StringSerializer(),
                new StringSerializer());
    }
}
