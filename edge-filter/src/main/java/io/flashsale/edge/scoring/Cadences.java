package io.flashsale.edge.scoring;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.flashsale.edge.hashing.KeyedHash;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How fast buyers click and ask for passes, and what work they owe for it. A buyer's rate is a count that fades by half every {@value
 * #HALF_LIFE_MILLIS} ms, so ten hasty clicks at once are still less than what hands can keep up.
 */
final class Cadences {

    static final long HALF_LIFE_MILLIS = 700;

    /** A steady rate of one click a second keeps the count at this, about. */
    private static final double COUNT_PER_RATE = HALF_LIFE_MILLIS / 1_000.0 / Math.log(2);

    private static final double FADING_PER_MILLI = Math.log(2) / HALF_LIFE_MILLIS;

    private static final Duration REMEMBERED = Duration.ofMinutes(2);

    private final KeyedHash hash = KeyedHash.secret();
    private final Cache<Long, Cadence> byBuyer;

    Cadences(int mostBuyers, Clock clock) {
        this.byBuyer = Caffeine.newBuilder()
                .maximumSize(mostBuyers)
                .expireAfterAccess(REMEMBERED)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    /** Notes a click or a request for a pass. */
    void clicked(String buyerId, long atMillis) {
        byBuyer.get(hash.of(buyerId), first -> new Cadence()).clicked(atMillis);
    }

    /** Clicks a second, lately. */
    double rateOf(String buyerId, long atMillis) {
        Cadence cadence = byBuyer.getIfPresent(hash.of(buyerId));
        return cadence == null ? 0 : cadence.countAt(atMillis) / COUNT_PER_RATE;
    }

    /** Remembers that this buyer's click was refused for want of so much work. */
    void owes(String buyerId, int bits) {
        byBuyer.get(hash.of(buyerId), first -> new Cadence()).owe(bits);
    }

    /** The work that the buyer was asked for last; 0 for none. */
    int owedBy(String buyerId) {
        Cadence cadence = byBuyer.getIfPresent(hash.of(buyerId));
        return cadence == null ? 0 : cadence.owedBits();
    }

    /** Remembers that this buyer has done so much work: what was owed up to it is owed no more. */
    void proved(String buyerId, int bits) {
        Cadence cadence = byBuyer.getIfPresent(hash.of(buyerId));
        if (cadence != null) {
            cadence.prove(bits);
        }
    }

    /** One buyer's. A buyer seldom clicks on two event loops at once, so nobody waits for this lock. */
    private static final class Cadence {
        private double count;
        private long countedAtMillis;
        private int owedBits;

        synchronized void clicked(long atMillis) {
            count = countAt(atMillis) + 1;
            countedAtMillis = Math.max(countedAtMillis, atMillis);
        }

        synchronized double countAt(long atMillis) {
            long age = Math.max(0, atMillis - countedAtMillis);
            return count * Math.exp(-FADING_PER_MILLI * age);
        }

        synchronized void owe(int bits) {
            owedBits = bits;
        }

        synchronized void prove(int bits) {
            if (bits >= owedBits) {
                owedBits = 0;
            }
        }

        synchronized int owedBits() {
            return owedBits;
        }
    }
}
