package io.flashsale.load;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** The orders that buyers were told of, each counted once, and when. Safe for many threads. */
final class Acceptances {
    private static final int SLICE_MILLIS = 100;
    private static final int SLICES_PER_SECOND = 10;

    private final Set<String> orders = ConcurrentHashMap.newKeySet();
    private final ConcurrentSkipListMap<Long, LongAdder> slices = new ConcurrentSkipListMap<>();

    /** @param atMillis when its first answer came, in epoch milliseconds */
    void accepted(String orderId, long atMillis) {
        if (orders.add(orderId)) {
            slices.computeIfAbsent(atMillis / SLICE_MILLIS, slice -> new LongAdder())
                    .increment();
        }
    }

    int orders() {
        return orders.size();
    }

    /** The most orders within one second, to a tenth of a second. */
    long busiestSecond() {
        long most = 0;
        for (long first : slices.keySet()) {
            Map<Long, LongAdder> second = slices.subMap(first, first + SLICES_PER_SECOND);
            most = Math.max(
                    most, second.values().stream().mapToLong(LongAdder::sum).sum());
        }
        return most;
    }

    /** From the given moment to the last new order, to a tenth of a second; 0 without any. */
    long millisFrom(long epochMillis) {
        return slices.isEmpty() ? 0 : Math.max(0, (slices.lastKey() + 1) * SLICE_MILLIS - epochMillis);
    }
}
