package io.flashsale.e2e;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Says everything twice: reads the events of the topics and sends each once more, in another order and to a random
 * partition, so that consumers see repetitions that have overtaken or fallen behind what they repeat.
 */
final class Echo implements AutoCloseable {

    static final List<String> TOPICS =
            List.of("flashsale.reservations.v1", "flashsale.orders.v1", "flashsale.payments.v1");
    private static final String MARK = "echo";

    private final KafkaConsumer<String, String> consumer;
    private final KafkaProducer<String, String> producer;
    private final Random random = new Random(11);
    private final Thread thread = new Thread(this::run, "echo");
    private volatile boolean stopping;
    private volatile int echoed;

    Echo(String bootstrap) {
        consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrap,
                        "group.id",
                        "echo-" + UUID.randomUUID(),
                        "enable.auto.commit",
                        "false",
                        "auto.offset.reset",
                        "latest"),
                new StringDeserializer(),
                new StringDeserializer());
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap), new StringSerializer(), new StringSerializer());
        consumer.subscribe(TOPICS);
        while (consumer.assignment().isEmpty()) {
            consumer.poll(Duration.ofMillis(100));
        }
        consumer.assignment().forEach(consumer::position);
        thread.start();
    }

    private void run() {
        try {
            while (!stopping) {
                List<ConsumerRecord<String, String>> heard = new ArrayList<>();
                consumer.poll(Duration.ofMillis(300)).forEach(heard::add);
                heard.removeIf(record -> record.headers().lastHeader(MARK) != null);
                Collections.shuffle(heard, random);
                for (ConsumerRecord<String, String> record : heard) {
                    int partitions = producer.partitionsFor(record.topic()).size();
                    ProducerRecord<String, String> again = new ProducerRecord<>(
                            record.topic(), random.nextInt(partitions), record.key(), record.value());
                    again.headers().add(MARK, new byte[0]);
                    producer.send(again);
                    echoed++;
                }
                producer.flush();
            }
        } catch (WakeupException stopped) {
            stopping = true;
        }
    }

    /** How many events were said twice so far. */
    int echoed() {
        return echoed;
    }

    @Override
    public void close() {
        stopping = true;
        consumer.wakeup();
        try {
            thread.join(10_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        consumer.close();
        producer.close();
    }
}
