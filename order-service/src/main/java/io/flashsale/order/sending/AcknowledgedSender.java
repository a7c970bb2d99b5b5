package io.flashsale.order.sending;

import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The one way out to Kafka: a call returns once every record of it is acknowledged by all in-sync replicas.
 *
 * <p>Plain producer rather than a messaging channel: callers hand over up to a few hundred records at once and want
 * one answer for all of them, before they commit an offset or delete an outbox row.
 */
@ApplicationScoped
public class AcknowledgedSender {

    private static final int ATTEMPT_TIMEOUT_PART = 2;

    private final Producer<byte[], byte[]> producer;
    private final Duration timeout;

    AcknowledgedSender(@Identifier("default-kafka-broker") Map<String, Object> broker, SendingConfig config) {
        this.timeout = config.timeout();
        this.producer = new KafkaProducer<>(settings(broker, config));
    }

    private static Map<String, Object> settings(Map<String, Object> broker, SendingConfig config) {
        Map<String, Object> settings = new HashMap<>(broker);
        int timeoutMillis = Math.toIntExact(config.timeout().toMillis());
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "order-service");
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, config.bufferBytes());
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, timeoutMillis);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, timeoutMillis);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, timeoutMillis / ATTEMPT_TIMEOUT_PART);
        return settings;
    }

    /**
     * Sends all and waits for all acknowledgements. Blocks for at most about twice the configured time-out.
     *
     * @throws SendFailedException when at least one record was not acknowledged; others may have been, so sending all
     *     again delivers some of them twice
     */
    public void send(List<ProducerRecord<byte[], byte[]>> records) {
        try {
            List<Future<RecordMetadata>> acknowledgements = new ArrayList<>(records.size());
            for (ProducerRecord<byte[], byte[]> outgoing : records) {
                acknowledgements.add(producer.send(outgoing));
            }
            long deadline = System.nanoTime() + timeout.toNanos();
            for (Future<RecordMetadata> acknowledgement : acknowledgements) {
                acknowledgement.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            }
        } catch (ExecutionException e) {
            throw new SendFailedException(e.getCause());
        } catch (TimeoutException | KafkaException e) {
            throw new SendFailedException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SendFailedException(e);
        }
    }

    @PreDestroy
    void close() {
        producer.close(timeout);
    }
}
