package io.flashsale.inventory.settling;

import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/** Where order events end that nobody can read, with what was wrong and where they came from. */
@Singleton
final class OrderDeadLetters {

    private static final Logger LOG = Logger.getLogger(OrderDeadLetters.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    private final MutinyEmitter<String> letters;

    OrderDeadLetters(@Channel("orders-dlq") MutinyEmitter<String> letters) {
        this.letters = letters;
    }

    /** Returns once the broker has the letter; a repetition after a crash writes it twice. */
    void put(ConsumerRecord<String, String> record, Exception cause) {
        LOG.warnf(
                "Unreadable order event at %s-%d@%d goes to the dead letters: %s",
                record.topic(), record.partition(), record.offset(), cause.getMessage());
        RecordHeaders headers = new RecordHeaders();
        header(headers, "flashsale-error", String.valueOf(cause.getMessage()));
        header(headers, "flashsale-topic", record.topic());
        header(headers, "flashsale-partition", Integer.toString(record.partition()));
        header(headers, "flashsale-offset", Long.toString(record.offset()));
        letters.sendMessage(Message.of(record.value() == null ? "" : record.value())
                        .addMetadata(OutgoingKafkaRecordMetadata.<String>builder()
                                .withKey(record.key())
                                .withHeaders(headers)
                                .build()))
                .await()
                .atMost(TIMEOUT);
    }

    private static void header(RecordHeaders headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
