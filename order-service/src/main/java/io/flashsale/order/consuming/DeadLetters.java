package io.flashsale.order.consuming;

import io.flashsale.deadletter.DeadLetterForm;
import io.flashsale.order.sending.AcknowledgedSender;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/** Records that can never be processed, kept in {@code <topic>.dlq} together with whence and why. */
@ApplicationScoped
public class DeadLetters {

    private static final Logger LOG = Logger.getLogger(DeadLetters.class);

    private final AcknowledgedSender sender;
    private final MeterRegistry metrics;

    DeadLetters(AcknowledgedSender sender, MeterRegistry metrics) {
        this.sender = sender;
        this.metrics = metrics;
    }

    /**
     * A record and what is wrong with it.
     *
     * @param error for people, naming the field
     */
    public record DeadLetter(ConsumerRecord<byte[], byte[]> source, String error) {}

    /** Writes them and waits until they are acknowledged. */
    public void write(List<DeadLetter> letters) {
        for (DeadLetter letter : letters) {
            ConsumerRecord<byte[], byte[]> source = letter.source();
            DeadLetterForm.keep(source, letter.error(), record -> sender.send(List.of(record)));
            LOG.errorf(
                    "Dead letter from %s-%d at %d: %s",
                    source.topic(), source.partition(), source.offset(), letter.error());
            metrics.counter("flashsale.dead.letters", "topic", source.topic()).increment();
        }
    }
}
