package io.flashsale.edge.limiting;

import io.github.bucket4j.Bucket;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * A token bucket for each key, at most so many.
 *
 * <p>A bucket may go only when it is full again, because then the new one that its key would get is the same: no flood of
 * other keys gives anybody tokens back. When every place is taken by a bucket that is not full, newcomers share one bucket
 * of the same rate until a place is free. With {@code most} places that takes {@code most * rate} clicks a second, all of
 * them let through: more than one edge answers, unless the numbers are chosen badly; the metrics show it.
 *
 * <p>Newcomers look for full buckets once half of the places are taken, a few each, and go on where the last one stopped;
 * nobody waits for anybody who is looking. Taking a token and removing a bucket exclude each other key by key, inside the
 * map, so a token that is taken is never forgotten.
 */
final class BucketStore {

    /** Places that a newcomer looks at: more than one, so that places come free faster than they are taken. */
    private static final int LOOKS = 8;

    private final Buckets buckets;
    private final int most;
    private final Map<Long, Bucket> byKey = new ConcurrentHashMap<>();
    private final AtomicInteger entries = new AtomicInteger();
    private final Bucket common;
    private final LongAdder commonUses = new LongAdder();
    private final ReentrantLock looking = new ReentrantLock();
    private Iterator<Long> hand;

    BucketStore(Rate rate, int most, LongSupplier nanoTime) {
        this.buckets = new Buckets(rate, nanoTime);
        this.most = most;
        this.common = buckets.shared();
        this.hand = byKey.keySet().iterator();
    }

    /** Takes a token of this key: 0, or the nanoseconds until there is one. Keys are keyed hashes. */
    long take(long key) {
        if (entries.get() > most / 2 && !byKey.containsKey(key)) {
            makeRoom();
        }
        Taking taking = new Taking();
        byKey.compute(key, taking::from);
        if (taking.hasNoRoom) {
            commonUses.increment();
            return Buckets.take(common);
        }
        return taking.waitNanos;
    }

    /** Keys with a bucket of their own. */
    int entries() {
        return entries.get();
    }

    /** How often a key found no room and was given the common bucket. */
    long commonUses() {
        return commonUses.sum();
    }

    /** One token being taken, while its key's place in the map is held. */
    private final class Taking {
        private long waitNanos;
        private boolean hasNoRoom;

        Bucket from(Long key, Bucket known) {
            Bucket bucket = known == null ? newBucket() : known;
            if (bucket == null) {
                hasNoRoom = true;
            } else {
                waitNanos = Buckets.take(bucket);
            }
            return bucket;
        }

        private Bucket newBucket() {
            if (entries.incrementAndGet() > most) {
                entries.decrementAndGet();
                return null;
            }
            return buckets.guarded();
        }
    }

    private void makeRoom() {
        if (!looking.tryLock()) {
            return;
        }
        try {
            for (int look = 0; look < LOOKS; look++) {
                if (!hand.hasNext()) {
                    hand = byKey.keySet().iterator();
                }
                if (hand.hasNext()) {
                    byKey.computeIfPresent(hand.next(), this::keepUnlessFull);
                }
            }
        } finally {
            looking.unlock();
        }
    }

    private Bucket keepUnlessFull(Long key, Bucket bucket) {
        if (buckets.isFull(bucket)) {
            entries.decrementAndGet();
            return null;
        }
        return bucket;
    }
}
