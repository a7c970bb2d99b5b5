package io.flashsale.payment.ordering;

import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Where records go that can never be read: their bytes unchanged, with headers saying whence and why. */
@ApplicationScoped
class DeadLetters {

    private final MutinyEmitter<byte[]> letters;
    private final OrderingConfig config;

    DeadLetters(@Channel("orders-dead-letters") MutinyEmitter<byte[]> letters, OrderingConfig config) {
        this.letters = letters;
        this.config = config;
    }

    /** Returns once the broker has the record, and throws when it has not taken it in time. */
    void write(ConsumerRecord<String, byte[]> record, String reason) {
        RecordHeaders headers = new RecordHeaders(record.headers().toArray());
        headers.add("dead-letter-reason", bytes(reason));
        headers.add("dead-letter-topic", bytes(record.topic()));
        headers.add("dead-letter-partition", bytes(Integer.toString(record.partition())));
        headers.add("dead-letter-offset", bytes(Long.toString(record.offset())));
        OutgoingKafkaRecordMetadata<String> metadata = OutgoingKafkaRecordMetadata.<String>builder()
                .withKey(record.key())
                .withHeaders(headers)
                .build();
        byte[] value = record.value() == null ? new byte[0] : record.value();
        letters.sendMessage(Message.of(value).addMetadata(metadata)).await().atMost(config.deadLetterTimeout());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
