package io.flashsale.order.streaming;

import io.flashsale.order.Order;
import io.flashsale.order.querying.OrderView;
import io.flashsale.problem.Problem;
import io.flashsale.problem.ProblemException;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The streams that are open on this instance, by order; their number is limited. */
@ApplicationScoped
class OpenStreams {

    private final ConcurrentHashMap<String, Set<OrderStream>> byOrder = new ConcurrentHashMap<>();
    private final AtomicInteger open = new AtomicInteger();
    private final int limit;
    private final Clock clock;

    OpenStreams(StreamingConfig config, Clock clock, MeterRegistry metrics) {
        this.limit = config.maxStreams();
        this.clock = clock;
        metrics.gauge("flashsale.streams.open", open);
    }

    /** Refuses with 503 when no further stream can be opened now. */
    void demandRoom() {
        if (open.get() >= limit) {
            throw new ProblemException(Problem.unavailable("Too many open streams; fetch the order instead."));
        }
    }

    void add(OrderStream stream) {
        open.incrementAndGet();
        byOrder.compute(stream.orderId(), (orderId, streams) -> {
            Set<OrderStream> all = streams == null ? ConcurrentHashMap.newKeySet() : streams;
            all.add(stream);
            return all;
        });
    }

    void remove(OrderStream stream) {
        byOrder.computeIfPresent(stream.orderId(), (orderId, streams) -> {
            if (streams.remove(stream)) {
                open.decrementAndGet();
            }
            return streams.isEmpty() ? null : streams;
        });
    }

    boolean isListenedTo(String orderId) {
        return byOrder.containsKey(orderId);
    }

    /** The orders somebody listens to now. */
    List<String> orderIds() {
        return List.copyOf(byOrder.keySet());
    }

    /** Offers the orders, as stored, to whoever listens to them. */
    void offer(Collection<Order> orders) {
        long now = clock.millis();
        for (Order order : orders) {
            OrderView view = OrderView.of(order);
            byOrder.getOrDefault(order.orderId(), Set.of()).forEach(stream -> stream.offer(view, now));
        }
    }

    void tick(long heartbeatMillis, long maxAgeMillis) {
        long now = clock.millis();
        byOrder.values().forEach(streams -> streams.forEach(stream -> stream.tick(now, heartbeatMillis, maxAgeMillis)));
    }

    void endAll() {
        byOrder.values().forEach(streams -> streams.forEach(OrderStream::end));
    }
}
