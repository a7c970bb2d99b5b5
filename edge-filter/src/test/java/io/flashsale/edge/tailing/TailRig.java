package io.flashsale.edge.tailing;

import static io.flashsale.edge.rig.TestSale.OPENS_AT;

import io.flashsale.edge.contending.ContenderBook;
import io.flashsale.edge.rig.MutableClock;
import io.flashsale.edge.rig.TestSale;
import io.flashsale.edge.selling.Boards;
import io.flashsale.edge.selling.SaleBoard;
import io.flashsale.testing.RealServers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;

/** Topics of a test's own on the real broker, and edges that do nothing but read them. */
final class TailRig {

    private static final Map<String, Object> KAFKA =
            Map.of("bootstrap.servers", RealServers.servers().get("KAFKA"));

    final MutableClock clock = new MutableClock(OPENS_AT.plusSeconds(600));
    private final String prefix = "tail-" + UUID.randomUUID();
    private final OrderTail.Topics topics =
            new OrderTail.Topics(prefix + "-sales", List.of(prefix + "-reservations", prefix + "-orders"));
    private final KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(KAFKA, new ByteArraySerializer(), new ByteArraySerializer());
    private final List<Reader> readers = new ArrayList<>();

    TailRig() throws Exception {
        try (Admin admin = Admin.create(KAFKA)) {
            admin.createTopics(List.of(
                            topic(topics.sales(), 1),
                            topic(topics.orders().get(0), 3),
                            topic(topics.orders().get(1), 2)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        }
    }

    private static NewTopic topic(String name, int partitions) {
        // What tests write is older than a week.
        return new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(Map.of("retention.ms", "-1"));
    }

    /** What one edge has heard. */
    final class Reader {
        final ContenderBook book = new ContenderBook();
        final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
        final SaleBoard board = Boards.empty(book, clock);
        final OrderTail tail;

        private Reader(Map<String, Object> kafka) {
            Map<String, Object> named = new HashMap<>(kafka);
            named.put("client.id", prefix + readers.size());
            tail = new OrderTail(named, topics, book, board, Boards.feeding(board), clock, metrics);
            tail.start(new StartupEvent());
        }

        boolean contends(String buyerId) {
            return book.of("sale1").contains(buyerId);
        }

        void awaitContender(String buyerId) {
            Awaitility.await(buyerId + " is heard of")
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> contends(buyerId));
        }

        void awaitCaughtUp() {
            Awaitility.await("caught up").atMost(Duration.ofSeconds(20)).until(tail::isCaughtUp);
        }

        double metric(String name) {
            return metrics.get(name).meter().measure().iterator().next().getValue();
        }

        void stop() throws InterruptedException {
            tail.stop(new ShutdownEvent());
        }
    }

    Reader startEdge() {
        return startEdge(KAFKA);
    }

    Reader startEdge(Map<String, Object> kafka) {
        Reader reader = new Reader(kafka);
        readers.add(reader);
        return reader;
    }

    void tellSale(TestSale sale) {
        send(topics.sales(), 0, clock.instant(), sale.event());
    }

    void reserved(String buyerId, int order, Instant at) {
        send(topics.orders().get(0), order % 3, at, event("StockReserved", buyerId, order));
    }

    void orderEvent(String type, String buyerId, int order) {
        send(topics.orders().get(1), order % 2, clock.instant(), event(type, buyerId, order));
    }

    void garbage(String bytes) {
        send(topics.orders().get(0), 0, clock.instant(), bytes);
        send(topics.orders().get(1), 0, clock.instant(), bytes);
    }

    private static String event(String type, String buyerId, int order) {
        return "{\"type\":\"%s\",\"orderId\":\"sale1-1-%d\",\"saleId\":\"sale1\",\"buyerId\":\"%s\"}"
                .formatted(type, order, buyerId);
    }

    private void send(String topic, int partition, Instant at, String value) {
        byte[] bytes = value == null ? null : value.getBytes(StandardCharsets.UTF_8);
        try {
            producer.send(new ProducerRecord<>(topic, partition, at.toEpochMilli(), null, bytes))
                    .get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    void close() throws Exception {
        for (Reader reader : readers) {
            reader.stop();
        }
        producer.close();
        try (Admin admin = Admin.create(KAFKA)) {
            List<String> names = new ArrayList<>(topics.orders());
            names.add(topics.sales());
            admin.deleteTopics(names).all().get(30, TimeUnit.SECONDS);
        }
    }
}
