package io.flashsale.servers;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topics of the installation, on our broker or one that was there before. */
public final class Topics {
    private static final Map<String, String> RETAINED = Map.of("cleanup.policy", "delete", "retention.ms", "-1");
    private static final Map<String, String> WEEK = Map.of("cleanup.policy", "delete", "retention.ms", "604800000");
    /**
     * Of each sale all entries of its line for a week, so that anybody can check them, and the last one for good, so that a
     * sale that is open for longer keeps its line whoever starts again.
     */
    private static final Map<String, String> LINES = Map.of(
            "cleanup.policy", "compact",
            "min.compaction.lag.ms", "604800000",
            "segment.ms", "86400000");

    /** Each sale says its whole state every second: short segments let the cleaner drop the older words soon. */
    private static final Map<String, String> COMPACTED = Map.of(
            "cleanup.policy", "compact",
            "segment.bytes", "1048576",
            "segment.ms", "60000",
            "min.cleanable.dirty.ratio", "0.1",
            "delete.retention.ms", "60000");

    private static final long LIMIT_SECONDS = 30;
    private static final long POLL_NANOS = 20_000_000;

    private final HostPort broker;

    public Topics(HostPort broker) {
        this.broker = broker;
    }

    /**
     * Creates the topics that are missing.
     *
     * @param fresh deletes ours first, with all that is in them
     * @throws IOException if the broker cannot be reached or refuses; the message is fit for a user
     */
    public void provision(boolean fresh) throws IOException, InterruptedException {
        try (Admin admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                broker.toString(),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                "20000",
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                "10000"))) {
            Set<String> present = new HashSet<>(names(admin));
            if (fresh) {
                deleteOurs(admin, present);
                present.clear();
            }
            List<NewTopic> missing = all().stream()
                    .filter(topic -> !present.contains(topic.name()))
                    .toList();
            create(admin, missing);
            awaitKnown(admin);
            awaitLed(admin, missing);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("Kafka at " + broker + " refused: " + e.getMessage(), e);
        }
    }

    static List<NewTopic> all() {
        List<NewTopic> data = List.of(
                topic("flashsale.reservations.v1", 6, RETAINED),
                topic("flashsale.orders.v1", 6, WEEK),
                topic("flashsale.payments.v1", 6, WEEK),
                topic("flashsale.sales.v1", 1, COMPACTED),
                topic("flashsale.switches.v1", 1, COMPACTED),
                topic("flashsale.lines.v1", 1, LINES),
                topic("flashsale.decisions.v1", 6, WEEK));
        List<NewTopic> topics = new ArrayList<>(data);
        data.forEach(topic -> topics.add(topic(topic.name() + ".dlq", 1, RETAINED)));
        return topics;
    }

    private static NewTopic topic(String name, int partitions, Map<String, String> settings) {
        return new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(settings);
    }

    private static Set<String> names(Admin admin) throws InterruptedException, ExecutionException, TimeoutException {
        return admin.listTopics().names().get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    private static void deleteOurs(Admin admin, Set<String> present)
            throws InterruptedException, ExecutionException, TimeoutException {
        Set<String> ours = all().stream().map(NewTopic::name).collect(Collectors.toSet());
        ours.retainAll(present);
        admin.deleteTopics(ours).all().get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    /** The controller answers before the broker has heard of its own new topics. */
    private static void awaitKnown(Admin admin) throws InterruptedException, ExecutionException, TimeoutException {
        Set<String> ours = all().stream().map(NewTopic::name).collect(Collectors.toSet());
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (!names(admin).containsAll(ours)) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("the new topics do not appear");
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    /**
     * Waits until the broker leads every partition, which it does a little after it knows of them. A producer that was there
     * in between could lose its first batch: it is turned away, the next one in flight is taken in, and from then on the
     * first one is out of its order for good (KAFKA-15591).
     */
    private static void awaitLed(Admin admin, Collection<NewTopic> topics)
            throws InterruptedException, ExecutionException, TimeoutException {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        for (NewTopic topic : topics) {
            for (int partition = 0; partition < topic.numPartitions(); partition++) {
                ends.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
            }
        }
        // Only a leader can tell; the client asks again until there is one.
        admin.listOffsets(ends).all().get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    private static void create(Admin admin, Collection<NewTopic> topics)
            throws InterruptedException, ExecutionException, TimeoutException {
        for (var creation : admin.createTopics(topics).values().entrySet()) {
            try {
                creation.getValue().get(LIMIT_SECONDS, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                // Somebody else was quicker, which is as good.
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
    }
}
