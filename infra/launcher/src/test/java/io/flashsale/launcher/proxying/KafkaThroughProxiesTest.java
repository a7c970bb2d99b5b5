package io.flashsale.launcher.proxying;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.flashsale.servers.Child;
import io.flashsale.servers.FreePorts;
import io.flashsale.servers.HostPort;
import io.flashsale.servers.KafkaProgram;
import io.flashsale.servers.OrphanGuard;
import io.flashsale.servers.ProgramRunner;
import io.flashsale.servers.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kafka tells its clients where it is: each is told the proxy that it came through. */
class KafkaThroughProxiesTest {
    @TempDir
    Path directory;

    @Test
    void cutsOneClientFromKafkaAndNotTheOther() throws Exception {
        List<Integer> ports = FreePorts.find(4);
        try (Proxies proxies = new Proxies(1);
                OrphanGuard guard = OrphanGuard.start()) {
            HostPort one = proxies.between("one", "kafka", HostPort.local(ports.get(2)));
            HostPort two = proxies.between("two", "kafka", HostPort.local(ports.get(3)));
            ProgramRunner runner = new ProgramRunner(directory.resolve("pids"), directory.resolve("logs"), guard);
            Child kafka = runner.start(new KafkaProgram(
                    directory.resolve("kafka"),
                    ports.get(0),
                    ports.get(1),
                    List.of(
                            new KafkaProgram.Listener("ONE", ports.get(2), one),
                            new KafkaProgram.Listener("TWO", ports.get(3), two))));
            kafka.awaitReady(Duration.ofSeconds(120));
            new Topics(HostPort.local(ports.get(0))).provision(false);
            try (KafkaProducer<String, String> first = producer(one);
                    KafkaProducer<String, String> second = producer(two)) {
                send(first);
                send(second);

                proxies.set(route -> route.client().equals("one"), new Fault.Cut());
                assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> send(first));
                send(second);

                proxies.heal();
                send(first);
            }
            assertThat(proxies.between("one", "kafka", HostPort.local(ports.get(2))))
                    .isEqualTo(one);
            kafka.stop(Duration.ofSeconds(10));
        }
    }

    private static void send(KafkaProducer<String, String> producer) throws Exception {
        producer.send(new ProducerRecord<>("flashsale.switches.v1", "k", "v")).get();
    }

    private static KafkaProducer<String, String> producer(HostPort bootstrap) {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers", bootstrap.toString(),
                        "max.block.ms", "20000",
                        "request.timeout.ms", "2000",
                        "delivery.timeout.ms", "3000",
                        "linger.ms", "0"),
                new StringSerializer(),
                new StringSerializer());
    }
}
