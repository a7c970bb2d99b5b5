package io.flashsale.launcher.gathering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.flashsale.servers.Child;
import io.flashsale.servers.FreePorts;
import io.flashsale.servers.HostPort;
import io.flashsale.servers.KafkaProgram;
import io.flashsale.servers.OrphanGuard;
import io.flashsale.servers.ProgramRunner;
import io.flashsale.servers.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class TopicHistoryTest {

    private static final String TOPIC = "flashsale.lines.v1";
    /** More than one answer of the broker has room for. */
    private static final int RECORDS = 40;

    private static final String LONG = "x".repeat(100_000);

    @TempDir
    Path directory;

    @Test
    @Timeout(120)
    void readsAllThatThereIsAndGivesUpABrokerThatFallsSilentMeanwhile() throws Exception {
        List<Integer> ports = FreePorts.find(2);
        HostPort broker = HostPort.local(ports.get(0));
        try (OrphanGuard guard = OrphanGuard.start()) {
            ProgramRunner runner = new ProgramRunner(directory.resolve("pids"), directory.resolve("logs"), guard);
            Child kafka = runner.start(new KafkaProgram(directory.resolve("kafka"), ports.get(0), ports.get(1)));
            kafka.awaitReady(Duration.ofSeconds(120));
            new Topics(broker).provision(false);
            fill(broker);
            List<String> read = new ArrayList<>();
            try (TopicHistory history = new TopicHistory(broker)) {
                assertThat(history.read(TOPIC, read::add)).isTrue();
            }
            assertThat(read).hasSize(RECORDS);

            try (TopicHistory history = new TopicHistory(broker, Duration.ofSeconds(2))) {
                assertThatIOException()
                        .isThrownBy(() -> history.read(TOPIC, first -> signal("-STOP", kafka)))
                        .withMessageContaining("does not answer");
            } finally {
                signal("-CONT", kafka);
            }
            kafka.stop(Duration.ofSeconds(10));
        }
    }

    private static void fill(HostPort broker) throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.toString()), new StringSerializer(), new StringSerializer())) {
            for (int i = 0; i < RECORDS; i++) {
                producer.send(new ProducerRecord<>(TOPIC, "k", LONG)).get();
            }
        }
    }

    private static void signal(String name, Child child) {
        try {
            new ProcessBuilder("kill", name, Long.toString(child.pid())).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
