package io.flashsale.inventory.settling;

import io.flashsale.deadletter.DeadLetterForm;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.jboss.logging.Logger;

/** Where order events end that nobody can read, with what was wrong and where they came from. */
@Singleton
final class OrderDeadLetters {

    private static final Logger LOG = Logger.getLogger(OrderDeadLetters.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    private final MutinyEmitter<ProducerRecord<byte[], byte[]>> letters;
    private final Counter kept;

    OrderDeadLetters(
            @Channel("orders-dlq") MutinyEmitter<ProducerRecord<byte[], byte[]>> letters, MeterRegistry metrics) {
        this.letters = letters;
        this.kept = metrics.counter("flashsale.dead.letters", "topic", "flashsale.orders.v1");
    }

    /** Returns once the broker has the letter; a repetition after a crash writes it twice. */
    void put(ConsumerRecord<byte[], byte[]> record, Exception cause) {
        LOG.warnf(
                "Unreadable order event at %s-%d@%d goes to the dead letters: %s",
                record.topic(), record.partition(), record.offset(), cause.getMessage());
        DeadLetterForm.keep(record, cause.getMessage(), letter -> letters.send(letter)
                .await()
                .atMost(TIMEOUT));
        kept.increment();
    }
}
