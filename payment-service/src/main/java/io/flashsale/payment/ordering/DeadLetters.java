package io.flashsale.payment.ordering;

import io.flashsale.deadletter.DeadLetterForm;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.reactive.messaging.Channel;

/** Where order events go that can never be read, together with whence and why. */
@ApplicationScoped
class DeadLetters {

    private final MutinyEmitter<ProducerRecord<byte[], byte[]>> letters;
    private final OrderingConfig config;

    DeadLetters(
            @Channel("orders-dead-letters") MutinyEmitter<ProducerRecord<byte[], byte[]>> letters,
            OrderingConfig config) {
        this.letters = letters;
        this.config = config;
    }

    /** Returns once the broker has the record, and throws when it has not taken it in time. */
    void write(ConsumerRecord<byte[], byte[]> source, String error) {
        DeadLetterForm.keep(
                source, error, letter -> letters.send(letter).await().atMost(config.deadLetterTimeout()));
    }
}
