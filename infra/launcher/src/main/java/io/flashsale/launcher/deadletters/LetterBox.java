package io.flashsale.launcher.deadletters;

import io.flashsale.launcher.UserError;
import io.flashsale.servers.HostPort;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The dead-letter topics of a broker, {@code <topic>.dlq} with one partition each, and what was sent back from them.
 *
 * <p>Every method throws IOException with a message for users when the broker does not answer.
 */
public final class LetterBox implements Closeable {
    private static final String SUFFIX = ".dlq";
    private static final String GROUP = "dlq-replay";
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

    private final HostPort broker;
    private final KafkaConsumer<byte[], byte[]> consumer;

    public LetterBox(HostPort broker) {
        this.broker = broker;
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.toString(),
                        ConsumerConfig.GROUP_ID_CONFIG, GROUP,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false",
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none",
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "100",
                        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "10000"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    /**
     * What lies in a dead-letter topic.
     *
     * @param unsent how many letters were not sent back yet
     */
    public record Content(String topic, long letters, long unsent) {}

    public List<Content> contents() throws IOException {
        return asking(() -> {
            List<Content> contents = new ArrayList<>();
            for (String topic : topics()) {
                contents.add(new Content(
                        topic, end(topic) - begin(topic), replayed(topic).missing(end(topic))));
            }
            return contents;
        });
    }

    /** The full name of the topic that is meant, which may be told without its ending. */
    public String topic(String name) throws IOException {
        return asking(() -> {
            String full = name.endsWith(SUFFIX) ? name : name + SUFFIX;
            Set<String> topics = topics();
            if (!topics.contains(full)) {
                throw new UserError(
                        "'" + name + "' has no dead letters; topics that may: " + String.join(", ", topics));
            }
            return full;
        });
    }

    /** The latest letters in the order in which they came. */
    public List<DeadLetter> latest(String topic, int limit) throws IOException {
        return asking(() -> read(topic, Math.max(begin(topic), end(topic) - limit), end(topic), limit));
    }

    /** Letters from an offset on, so many at most. */
    List<DeadLetter> from(String topic, long offset, long end, int limit) throws IOException {
        return asking(() -> read(topic, Math.max(begin(topic), offset), end, limit));
    }

    long endOf(String topic) throws IOException {
        return asking(() -> end(topic));
    }

    /** The record that the letter was made of; null when its topic has it no more. */
    ConsumerRecord<byte[], byte[]> original(DeadLetter letter) throws IOException {
        return asking(() -> {
            TopicPartition source = new TopicPartition(
                    letter.header(DeadLetter.TOPIC).orElseThrow(),
                    Integer.parseInt(letter.header(DeadLetter.PARTITION).orElseThrow()));
            long offset = Long.parseLong(letter.header(DeadLetter.OFFSET).orElseThrow());
            if (offset < begin(source) || offset >= end(source)) {
                return null;
            }
            ConsumerRecord<byte[], byte[]> found =
                    records(source, offset, offset + 1, 1).get(0);
            return found.offset() == offset ? found : null;
        });
    }

    Replayed replayedOf(String topic) throws IOException {
        return asking(() -> replayed(topic));
    }

    void remember(String topic, Replayed replayed) throws IOException {
        asking(() -> {
            consumer.assign(Set.of(partition(topic)));
            consumer.commitSync(Map.of(partition(topic), replayed.toCommit()));
            return null;
        });
    }

    private Set<String> topics() {
        Set<String> topics = new TreeSet<>(consumer.listTopics().keySet());
        topics.removeIf(topic -> !topic.endsWith(SUFFIX));
        return topics;
    }

    private Replayed replayed(String topic) {
        OffsetAndMetadata committed =
                consumer.committed(Set.of(partition(topic))).get(partition(topic));
        return Replayed.of(committed, begin(topic));
    }

    private List<DeadLetter> read(String topic, long from, long end, int limit) {
        return records(partition(topic), from, end, limit).stream()
                .map(DeadLetter::new)
                .toList();
    }

    private List<ConsumerRecord<byte[], byte[]>> records(TopicPartition source, long from, long end, int limit) {
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        consumer.assign(Set.of(source));
        consumer.seek(source, from);
        while (found.size() < limit && consumer.position(source) < end) {
            consumer.poll(POLL).records(source).stream()
                    .limit(limit - (long) found.size())
                    .filter(record -> record.offset() < end)
                    .forEach(found::add);
        }
        return found;
    }

    private long begin(String topic) {
        return begin(partition(topic));
    }

    private long end(String topic) {
        return end(partition(topic));
    }

    /** The consumer warns of answers about partitions that it is not assigned. */
    private long begin(TopicPartition source) {
        consumer.assign(Set.of(source));
        return consumer.beginningOffsets(Set.of(source)).get(source);
    }

    private long end(TopicPartition source) {
        consumer.assign(Set.of(source));
        return consumer.endOffsets(Set.of(source)).get(source);
    }

    private static TopicPartition partition(String topic) {
        return new TopicPartition(topic, 0);
    }

    private interface Question<T> {
        T ask();
    }

    private <T> T asking(Question<T> question) throws IOException {
        try {
            return question.ask();
        } catch (KafkaException e) {
            throw new IOException("Kafka at " + broker + " does not answer: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(CLOSE_LIMIT));
    }
}
