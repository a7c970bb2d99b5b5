package io.flashsale.inventory.relaying;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * What Kafka still has to hand to order-service: the ends of the reservations topic against the offsets that
 * order-service has committed, which it does only after its database has.
 */
@Singleton
public final class ReservationBacklog {

    private static final String TOPIC = "flashsale.reservations.v1";
    private static final String CONSUMER = "order-service";
    private static final String ORDERS = "flashsale.orders.v1";
    private static final String SETTLER = "inventory-service";
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final String bootstrapServers;
    private Admin admin;

    ReservationBacklog(@ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /** The end of every partition that has ever held a reservation. */
    public Map<TopicPartition, Long> ends() {
        return ends(TOPIC);
    }

    /** Whether nothing is between Redis and MySQL in Kafka: no reservation, and no order's event on its way back. */
    public boolean isNothingQueued() {
        return isConsumedUpTo(CONSUMER, ends(TOPIC)) && isConsumedUpTo(SETTLER, ends(ORDERS));
    }

    private Map<TopicPartition, Long> ends(String topic) {
        Map<TopicPartition, OffsetSpec> latest =
                await(admin().describeTopics(List.of(topic)).allTopicNames()).get(topic).partitions().stream()
                        .collect(Collectors.toMap(
                                p -> new TopicPartition(topic, p.partition()), p -> OffsetSpec.latest()));
        return await(admin().listOffsets(latest).all()).entrySet().stream()
                .filter(end -> end.getValue().offset() > 0)
                .collect(Collectors.toMap(
                        Map.Entry::getKey, end -> end.getValue().offset()));
    }

    /** Whether order-service has committed everything before the given ends. */
    public boolean isConsumedUpTo(Map<TopicPartition, Long> ends) {
        return isConsumedUpTo(CONSUMER, ends);
    }

    private boolean isConsumedUpTo(String group, Map<TopicPartition, Long> ends) {
        if (ends.isEmpty()) {
            return true;
        }
        Map<TopicPartition, OffsetAndMetadata> committed =
                await(admin().listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        return ends.entrySet().stream().allMatch(end -> {
            OffsetAndMetadata offset = committed.get(end.getKey());
            return offset != null && offset.offset() >= end.getValue();
        });
    }

    private synchronized Admin admin() {
        if (admin == null) {
            admin = Admin.create(Map.of(
                    "bootstrap.servers",
                    bootstrapServers,
                    "request.timeout.ms",
                    (int) TIMEOUT.toMillis(),
                    "default.api.timeout.ms",
                    (int) TIMEOUT.toMillis()));
        }
        return admin;
    }

    @PreDestroy
    synchronized void close() {
        if (admin != null) {
            admin.close(Duration.ofSeconds(1));
        }
    }

    private static <T> T await(KafkaFuture<T> answer) {
        try {
            return answer.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while asking Kafka", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Kafka does not tell its offsets: " + e.getMessage(), e);
        }
    }
}
