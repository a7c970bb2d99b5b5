package io.flashsale.order.consuming;

import io.flashsale.order.sending.AcknowledgedSender;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jboss.logging.Logger;

/** Records that can never be processed, kept as they came in {@code <topic>.dlq} together with the reason. */
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
        if (letters.isEmpty()) {
            return;
        }
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(letters.size());
        for (DeadLetter letter : letters) {
            records.add(asRecord(letter));
        }
        sender.send(records);
        for (DeadLetter letter : letters) {
            ConsumerRecord<byte[], byte[]> source = letter.source();
            LOG.errorf(
                    "Dead letter from %s-%d at %d: %s",
                    source.topic(), source.partition(), source.offset(), letter.error());
            metrics.counter("flashsale.dead.letters", "topic", source.topic()).increment();
        }
    }

    private static ProducerRecord<byte[], byte[]> asRecord(DeadLetter letter) {
        ConsumerRecord<byte[], byte[]> source = letter.source();
        ProducerRecord<byte[], byte[]> copy =
                new ProducerRecord<>(source.topic() + ".dlq", null, source.key(), source.value(), source.headers());
        copy.headers()
                .add("error", bytes(letter.error()))
                .add("topic", bytes(source.topic()))
                .add("partition", bytes(Integer.toString(source.partition())))
                .add("offset", bytes(Long.toString(source.offset())));
        return copy;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
