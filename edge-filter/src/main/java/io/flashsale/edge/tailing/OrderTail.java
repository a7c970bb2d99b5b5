package io.flashsale.edge.tailing;

import io.flashsale.edge.contending.ContenderBook;
import io.flashsale.edge.contending.Contenders;
import io.flashsale.edge.selling.SaleBoard;
import io.flashsale.edge.selling.SalesFeed;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/**
 * Tells this edge of every live order, wherever its buyer clicked: a thread that reads all partitions of {@code
 * flashsale.reservations.v1} (an order, milliseconds after its 202, also while MySQL is behind) and {@code
 * flashsale.orders.v1} (an order, or the end of one).
 *
 * <p>Without a consumer group, because every edge reads everything for itself and keeps no offsets. Off the click path:
 * when Kafka is away clicks are judged by what is known, and reading goes on by itself where it stopped.
 */
@Singleton
final class OrderTail {

    private static final Logger LOG = Logger.getLogger(OrderTail.class);
    private static final Topics TOPICS =
            new Topics("flashsale.sales.v1", List.of("flashsale.reservations.v1", "flashsale.orders.v1"));
    private static final long RETRY_MILLIS = 1_000;

    private final Map<String, Object> settings;
    private final Topics topics;
    private final ContenderBook book;
    private final SaleBoard board;
    private final SalesFeed feed;
    private final Clock clock;
    private final Counter heard;
    private final Counter unreadable;
    private final CountDownLatch stopped = new CountDownLatch(1);
    /** Where to go on, by partition; the thread's own. */
    private final Map<TopicPartition, Long> next = new HashMap<>();

    private Map<TopicPartition, Long> endsAtStart = Map.of();
    private volatile Consumer<byte[], byte[]> reading;
    private volatile boolean caughtUp;
    private volatile long lag;
    private volatile Instant startedAt;
    private Thread thread;

    /** Where the news is: the sales first, then what happens to their orders. */
    record Topics(String sales, List<String> orders) {}

    @Inject
    OrderTail(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            ContenderBook book,
            SaleBoard board,
            SalesFeed feed,
            Clock clock,
            MeterRegistry metrics) {
        this(kafka, TOPICS, book, board, feed, clock, metrics);
    }

    OrderTail(
            Map<String, Object> kafka,
            Topics topics,
            ContenderBook book,
            SaleBoard board,
            SalesFeed feed,
            Clock clock,
            MeterRegistry metrics) {
        this.settings = TopicReader.settings(kafka);
        this.topics = topics;
        this.book = book;
        this.board = board;
        this.feed = feed;
        this.clock = clock;
        this.heard = metrics.counter("flashsale.edge.tail.events");
        this.unreadable = metrics.counter("flashsale.edge.tail.unreadable");
        Gauge.builder("flashsale.edge.tail.lag", this, tail -> tail.lag)
                .description("Events of orders that this edge has not read yet")
                .register(metrics);
        Gauge.builder("flashsale.edge.tail.caught.up", this, tail -> tail.caughtUp ? 1 : 0)
                .description("1 once all has been read that there was at the start")
                .register(metrics);
    }

    void start(@Observes StartupEvent starting) {
        startedAt = clock.instant();
        thread = new Thread(this::run, "order-tail");
        thread.setDaemon(true);
        thread.start();
    }

    void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
        stopped.countDown();
        Consumer<byte[], byte[]> current = reading;
        if (current != null) {
            current.wakeup();
        }
        thread.join(TimeUnit.SECONDS.toMillis(2));
    }

    /** Whether all has been read that there was at the start; it stays so, whatever becomes of Kafka. */
    boolean isCaughtUp() {
        return caughtUp;
    }

    Instant startedAt() {
        return startedAt;
    }

    private void run() {
        boolean complained = false;
        while (!isStopping()) {
            try (Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings)) {
                reading = consumer;
                follow(consumer);
            } catch (WakeupException e) {
                LOG.debug("The tail of orders was stopped");
            } catch (RuntimeException e) {
                // Whatever it is, an edge that never hears of orders again would be worse.
                LOG.logf(
                        complained ? Logger.Level.DEBUG : Logger.Level.WARN,
                        "The tail of orders is broken off and tried again until it goes on: %s",
                        e);
                complained = true;
                waitForRetry();
            }
        }
    }

    private void follow(Consumer<byte[], byte[]> consumer) {
        if (next.isEmpty()) {
            TopicReader.Way way =
                    new TopicReader(consumer, topics, feed, board).find(clock.instant(), this::isStopping);
            if (way == null) {
                return;
            }
            next.putAll(way.from());
            endsAtStart = way.ends();
        }
        consumer.assign(next.keySet());
        next.forEach(consumer::seek);
        while (!isStopping()) {
            caughtUp = caughtUp || TopicReader.hasReached(consumer, endsAtStart);
            for (ConsumerRecord<byte[], byte[]> event : consumer.poll(TopicReader.POLL)) {
                hear(event.value());
            }
            next.replaceAll((partition, offset) -> consumer.position(partition));
            lag = next.keySet().stream()
                    .mapToLong(partition -> consumer.currentLag(partition).orElse(0))
                    .sum();
        }
    }

    private void hear(byte[] bytes) {
        OrderEvent event = OrderEvent.read(bytes);
        if (event == null) {
            unreadable.increment();
            return;
        }
        heard.increment();
        if (event.kind() == OrderEvent.Kind.OTHER) {
            return;
        }
        Contenders contenders = book.of(event.saleId());
        if (event.kind() == OrderEvent.Kind.LIVE) {
            contenders.ordered(event.buyerId(), event.orderId());
        } else {
            contenders.closed(event.buyerId(), event.orderId());
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
}
