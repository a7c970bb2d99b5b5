package io.flashsale.edge.contending;

import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The contenders of every sale, also of sales that this edge has not heard of yet: reservations and sales come by
 * different topics, and neither waits for the other.
 *
 * <p>Bounded: who remembers the sales bounds the sales that are known; of the others the newest {@value #MOST_UNKNOWN}
 * are kept.
 */
@Singleton
public final class ContenderBook {

    static final int MOST_UNKNOWN = 1_000;

    private final Map<String, Contenders> known = new ConcurrentHashMap<>();
    private final Map<String, Contenders> unknown = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Contenders> eldest) {
            return size() > MOST_UNKNOWN;
        }
    };

    /** The contenders of a sale that may be unknown here. */
    public Contenders of(String saleId) {
        Contenders contenders = known.get(saleId);
        return contenders != null ? contenders : ofUnknown(saleId);
    }

    /** The contenders of a sale that is known from now on until it is forgotten. */
    public synchronized Contenders open(String saleId) {
        Contenders heardEarlier = unknown.remove(saleId);
        return known.computeIfAbsent(saleId, id -> heardEarlier != null ? heardEarlier : new Contenders());
    }

    /** Forgets a sale with its contenders. */
    public synchronized void forget(String saleId) {
        known.remove(saleId);
        unknown.remove(saleId);
    }

    private synchronized Contenders ofUnknown(String saleId) {
        // It may have become known in between.
        Contenders contenders = known.get(saleId);
        return contenders != null ? contenders : unknown.computeIfAbsent(saleId, id -> new Contenders());
    }
}
