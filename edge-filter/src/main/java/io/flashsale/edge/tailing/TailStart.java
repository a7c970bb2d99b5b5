package io.flashsale.edge.tailing;

import io.flashsale.edge.Sale;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/**
 * Where a starting edge begins to read the topics of reservations and orders: where the oldest sale that is still open
 * was opened, because no click on an older sale is answered with an order; at the end when none is open.
 */
final class TailStart {

    /** Events carry their senders' clocks, sales open by Redis's. Earlier events cost time only. */
    private static final Duration CLOCKS_APART = Duration.ofMinutes(1);

    private TailStart() {}

    /** The moment from which events matter; empty when no sale is open. */
    static Optional<Instant> moment(Collection<Sale> sales, Instant now) {
        return sales.stream()
                .filter(sale -> !sale.opensAt().isAfter(now.plus(CLOCKS_APART)))
                .filter(sale ->
                        !sale.state().equals("CLOSED") && sale.closesAt().isAfter(now.minus(CLOCKS_APART)))
                .map(Sale::opensAt)
                .min(Comparator.naturalOrder())
                .map(opened -> opened.minus(CLOCKS_APART));
    }

    /**
     * The offset of each partition to begin with.
     *
     * @param ends the partitions and their ends, taken before the sales were read: an event of a sale that was opened
     *     since lies behind them
     */
    static Map<TopicPartition, Long> offsets(
            Consumer<?, ?> consumer, Map<TopicPartition, Long> ends, Optional<Instant> moment) {
        Map<TopicPartition, Long> offsets = new HashMap<>(ends);
        moment.ifPresent(from -> {
            Map<TopicPartition, Long> times = new HashMap<>();
            ends.keySet().forEach(partition -> times.put(partition, from.toEpochMilli()));
            Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(times);
            // Null where nothing as young has been written.
            found.forEach((partition, first) -> {
                if (first != null) {
                    offsets.merge(partition, first.offset(), Math::min);
                }
            });
        });
        return offsets;
    }
}
