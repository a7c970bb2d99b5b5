package io.flashsale.following;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;

/**
 * A thread that reads a topic with one partition for this process alone: from its beginning, in its order, for as long
 * as the process lives.
 *
 * <p>Without a consumer group, because every process reads everything for itself and keeps no offsets. While Kafka is
 * away nothing is heard, and reading goes on by itself where it stopped.
 */
public final class TopicFollower {

    private static final Logger LOG = Logger.getLogger(TopicFollower.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final int ASKING_TIMEOUT_MILLIS = 5_000;
    private static final long RETRY_MILLIS = 1_000;
    private static final long STOP_MILLIS = 2_000;

    private final Map<String, Object> settings;
    private final TopicPartition partition;
    private final Reader reader;
    private final Thread thread;
    private final CountDownLatch stopped = new CountDownLatch(1);

    private volatile KafkaConsumer<byte[], byte[]> reading;
    private volatile boolean caughtUp;
    private long next;
    private long endAtStart = -1;
    private boolean complained;

    /** Takes in one record's value after the other, on the follower's thread. */
    public interface Reader {

        /** A value, which may be null. What is thrown is logged and the record passed over. */
        void read(byte[] value);
    }

    /**
     * A follower that has not begun.
     *
     * @param kafka how Kafka is reached, and how the consumer is to differ from others
     */
    public TopicFollower(Map<String, Object> kafka, String topic, Reader reader) {
        this.settings = settings(kafka, topic);
        this.partition = new TopicPartition(topic, 0);
        this.reader = reader;
        this.thread = new Thread(this::run, "following " + topic);
        this.thread.setDaemon(true);
    }

    /** Begins. */
    public void start() {
        thread.start();
    }

    /** Whether all has been read that there was when Kafka was reached first; it stays so, whatever becomes of Kafka. */
    public boolean isCaughtUp() {
        return caughtUp;
    }

    /** Ends, within two seconds. */
    public void stop() throws InterruptedException {
        stopped.countDown();
        KafkaConsumer<byte[], byte[]> current = reading;
        if (current != null) {
            current.wakeup();
        }
        thread.join(STOP_MILLIS);
    }

    private void run() {
        while (!isStopping()) {
            try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings)) {
                reading = consumer;
                follow(consumer);
            } catch (WakeupException e) {
                LOG.debugf("%s is not followed any more", partition.topic());
            } catch (RuntimeException e) {
                // Whatever it is, a process that never hears of anything again would be worse.
                LOG.logf(
                        complained ? Logger.Level.DEBUG : Logger.Level.WARN,
                        "Following %s is broken off and tried again until it goes on: %s",
                        partition.topic(),
                        e);
                complained = true;
                waitForRetry();
            }
        }
    }

    private void follow(KafkaConsumer<byte[], byte[]> consumer) {
        List<TopicPartition> all = List.of(partition);
        if (endAtStart < 0) {
            if (consumer.partitionsFor(partition.topic()).isEmpty()) {
                throw new UnknownTopicOrPartitionException("There is no topic " + partition.topic() + " yet");
            }
            next = consumer.beginningOffsets(all).get(partition);
            endAtStart = consumer.endOffsets(all).get(partition);
        }
        consumer.assign(all);
        consumer.seek(partition, next);
        while (!isStopping()) {
            caughtUp = caughtUp || next >= endAtStart;
            for (ConsumerRecord<byte[], byte[]> entry : consumer.poll(POLL)) {
                hand(entry);
            }
            next = consumer.position(partition);
            // It goes on; should it break again, that is news.
            complained = false;
        }
    }

    private void hand(ConsumerRecord<byte[], byte[]> entry) {
        try {
            reader.read(entry.value());
        } catch (RuntimeException e) {
            LOG.warnf(e, "Record %d of %s is passed over", entry.offset(), partition.topic());
        }
    }

    private boolean isStopping() {
        return stopped.getCount() == 0;
    }

    private void waitForRetry() {
        try {
            stopped.await(RETRY_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopped.countDown();
        }
    }

    private static Map<String, Object> settings(Map<String, Object> kafka, String topic) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put("key.deserializer", ByteArrayDeserializer.class.getName());
        settings.put("value.deserializer", ByteArrayDeserializer.class.getName());
        settings.put("client.id", "following-" + topic);
        settings.remove("group.id");
        settings.put("enable.auto.commit", "false");
        settings.put("allow.auto.create.topics", "false");
        // Only where the offset is gone: the topic was made anew, or the records were too old to be kept.
        settings.put("auto.offset.reset", "earliest");
        settings.put("default.api.timeout.ms", ASKING_TIMEOUT_MILLIS);
        settings.put("request.timeout.ms", ASKING_TIMEOUT_MILLIS);
        return settings;
    }
}
