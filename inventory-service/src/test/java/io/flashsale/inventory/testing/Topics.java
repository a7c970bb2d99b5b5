package io.flashsale.inventory.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flashsale.testing.RealServers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The topics around inventory-service: written as order-service would, read from their beginning. */
public final class Topics {

    public static final String RESERVATIONS = "flashsale.reservations.v1";
    public static final String ORDERS = "flashsale.orders.v1";
    public static final String ORDERS_DEAD_LETTERS = "flashsale.orders.v1.dlq";
    public static final String SALES = "flashsale.sales.v1";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** It lingers, so that what is written together arrives together. */
    private static final KafkaProducer<String, String> PRODUCER = new KafkaProducer<>(
            Map.of("bootstrap.servers", RealServers.servers().get("KAFKA"), "acks", "all", "linger.ms", 20),
            new StringSerializer(),
            new StringSerializer());

    private Topics() {}

    /** Writes one record and returns when it is acknowledged. */
    public static void write(String topic, String key, String value) {
        writeAll(List.of(new ProducerRecord<>(topic, key, value)));
    }

    /** Writes the values to one partition, one after the other, in one batch. */
    public static void writeTogether(String topic, int partition, List<String> values) {
        writeAll(values.stream()
                .map(value -> new ProducerRecord<>(topic, partition, "key", value))
                .toList());
    }

    private static void writeAll(List<ProducerRecord<String, String>> records) {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        records.forEach(record -> sent.add(PRODUCER.send(record)));
        try {
            for (Future<RecordMetadata> acknowledgement : sent) {
                acknowledgement.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Everything in the topic now. */
    public static List<ConsumerRecord<String, String>> readAll(String topic) {
        try (KafkaConsumer<String, String> consumer = consumer(Map.of())) {
            List<TopicPartition> partitions = partitions(consumer, topic);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<String, String>> records = new ArrayList<>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            return records;
        }
    }

    /** What everybody was told of a sale, oldest first. */
    public static List<JsonNode> saleEvents(String saleId) {
        return readAll(SALES).stream()
                .filter(record -> saleId.equals(record.key()))
                .map(record -> json(record.value()))
                .toList();
    }

    public static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    static List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer, String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
    }

    static KafkaConsumer<String, String> consumer(Map<String, Object> more) {
        Map<String, Object> settings = new java.util.HashMap<>(more);
        settings.put("bootstrap.servers", RealServers.servers().get("KAFKA"));
        settings.put("enable.auto.commit", false);
        settings.put("auto.offset.reset", "earliest");
        return new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
    }
}
