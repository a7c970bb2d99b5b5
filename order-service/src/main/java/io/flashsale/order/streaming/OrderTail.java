package io.flashsale.order.streaming;

import io.flashsale.order.repeating.RepeatedTask;
import io.flashsale.order.storing.OrderTable;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * What feeds the open streams: the end of {@code flashsale.orders.v1}, which every instance reads for itself, says
 * which orders to look at; the database says what they are. Every few seconds all orders that are listened to are
 * looked at anyway, so a lost event only costs time.
 */
@ApplicationScoped
class OrderTail {

    /** Orders per query. */
    private static final int CHUNK = 500;

    private final OpenStreams streams;
    private final OrderTable orders;
    private final StreamingConfig config;
    private final Set<String> changed = ConcurrentHashMap.newKeySet();
    private volatile RepeatedTask pushing;
    private volatile RepeatedTask rereading;

    OrderTail(OpenStreams streams, OrderTable orders, StreamingConfig config) {
        this.streams = streams;
        this.orders = orders;
        this.config = config;
    }

    void start(@Observes StartupEvent started) {
        pushing = RepeatedTask.start("order-push", config.rereadInterval(), this::pushChanged);
        rereading = RepeatedTask.start("order-reread", config.rereadInterval(), this::rereadAll);
    }

    void stop(@Observes ShutdownEvent stopping) {
        streams.endAll();
        pushing.close();
        rereading.close();
    }

    @Incoming("orders-tail")
    void follow(ConsumerRecords<byte[], byte[]> records) {
        boolean any = false;
        for (ConsumerRecord<byte[], byte[]> event : records) {
            String orderId = event.key() == null ? "" : new String(event.key(), StandardCharsets.UTF_8);
            any |= streams.isListenedTo(orderId) && changed.add(orderId);
        }
        if (any && pushing != null) {
            pushing.wake();
        }
    }

    /** Has the order looked at soon, for a stream that has just been opened. */
    void lookAt(String orderId) {
        changed.add(orderId);
        pushing.wake();
    }

    private void pushChanged() {
        List<String> orderIds = List.copyOf(changed);
        orderIds.forEach(changed::remove);
        read(orderIds);
    }

    private void rereadAll() {
        read(streams.orderIds());
        streams.tick(config.heartbeat().toMillis(), config.maxAge().toMillis());
    }

    private void read(List<String> orderIds) {
        for (int from = 0; from < orderIds.size(); from += CHUNK) {
            int to = Math.min(from + CHUNK, orderIds.size());
            streams.offer(orders.findAll(new ArrayList<>(orderIds.subList(from, to))));
        }
    }
}
