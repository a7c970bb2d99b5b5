package io.flashsale.launcher.deadletters;

import io.flashsale.launcher.UserError;
import io.flashsale.servers.HostPort;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends dead letters back to the topic they came from, with their key, value and own headers, once the cause is gone.
 *
 * <p>A letter is remembered as sent after the broker has acknowledged it: who is interrupted in between sends it twice,
 * which every consumer bears. One that is still unreadable comes back as a new letter.
 */
public final class Replay implements Closeable {
    private static final int PAGE = 100;

    private final LetterBox box;
    private final HostPort broker;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Consumer<String> report;

    /** @param report hears a line for every letter that was sent or could not be */
    public Replay(LetterBox box, HostPort broker, Consumer<String> report) {
        this.box = box;
        this.broker = broker;
        this.report = report;
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.toString(),
                        ProducerConfig.ACKS_CONFIG, "all",
                        ProducerConfig.BUFFER_MEMORY_CONFIG, "8388608",
                        ProducerConfig.MAX_BLOCK_MS_CONFIG, "10000",
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "15000",
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "10000",
                        ProducerConfig.LINGER_MS_CONFIG, "0"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /**
     * What became of the letters.
     *
     * @param kept those that could not be sent back
     */
    public record Result(int sent, int kept) {}

    /** Sends one letter, also if it was sent before. */
    public Result one(String topic, long offset) throws IOException, InterruptedException {
        long end = box.endOf(topic);
        List<DeadLetter> found = box.from(topic, offset, end, 1);
        if (found.isEmpty() || found.get(0).offset() != offset) {
            throw new UserError(topic + " has no letter at offset " + offset);
        }
        Replayed replayed = box.replayedOf(topic);
        if (!replayed.contains(offset) && !replayed.hasRoom()) {
            throw new UserError("too many single letters of " + topic + " were sent back; send the others with --all");
        }
        if (!send(topic, found.get(0))) {
            return new Result(0, 1);
        }
        replayed.add(offset);
        box.remember(topic, replayed);
        return new Result(1, 0);
    }

    /** Sends every letter that is there now and was not sent before. */
    public Result all(String topic) throws IOException, InterruptedException {
        Replayed replayed = box.replayedOf(topic);
        long end = box.endOf(topic);
        int sent = 0;
        int kept = 0;
        for (long next = replayed.first(); next < end; ) {
            List<DeadLetter> page = box.from(topic, next, end, PAGE);
            if (page.isEmpty()) {
                break;
            }
            for (DeadLetter letter : page) {
                if (replayed.contains(letter.offset())) {
                    continue;
                }
                if (send(topic, letter)) {
                    sent++;
                } else {
                    kept++;
                }
                // What was kept is told of once; --offset tries it again.
                replayed.add(letter.offset());
            }
            box.remember(topic, replayed);
            next = page.get(page.size() - 1).offset() + 1;
        }
        return new Result(sent, kept);
    }

    /** @return whether there was something whole to send */
    private boolean send(String deadLetters, DeadLetter letter) throws IOException, InterruptedException {
        String topic = deadLetters.substring(0, deadLetters.length() - ".dlq".length());
        String from = letter.header(DeadLetter.TOPIC).orElse(topic);
        if (!from.equals(topic)) {
            report.accept("offset " + letter.offset() + " stays: it came from " + from + ", not from " + topic);
            return false;
        }
        byte[] value = letter.value();
        if (letter.isCut()) {
            ConsumerRecord<byte[], byte[]> original = box.original(letter);
            if (original == null) {
                report.accept("offset " + letter.offset() + " stays: it was cut, and " + topic + " has it no more");
                return false;
            }
            value = original.value();
        }
        send(new ProducerRecord<>(topic, null, letter.key(), value, letter.ownHeaders()));
        report.accept("offset " + letter.offset() + " sent back to " + topic);
        return true;
    }

    private void send(ProducerRecord<byte[], byte[]> record) throws IOException, InterruptedException {
        try {
            producer.send(record).get();
        } catch (ExecutionException e) {
            throw new IOException(
                    "Kafka at " + broker + " does not take it: " + e.getCause().getMessage(), e);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
    }
}
