package io.flashsale.edge.challenging;

import io.flashsale.edge.hashing.KeyedHash;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The challenges that have been redeemed, each remembered for at least a challenge's lifetime, after which it has run
 * out anyway, and for less than three of them. At most so many; nothing is forgotten early to make room.
 */
final class SpentNonces {

    private final KeyedHash hash = KeyedHash.secret();
    private final long lifetimeMillis;
    private final int most;
    private volatile Span span = new Span(Long.MIN_VALUE / 2, newSet(), newSet());

    SpentNonces(long lifetimeMillis, int most) {
        this.lifetimeMillis = lifetimeMillis;
        this.most = most;
    }

    /** What was spent in the lifetime that began then, and in the one before. */
    private record Span(long beganMillis, Set<Long> current, Set<Long> previous) {}

    /** What became of an attempt to spend. */
    enum Outcome {
        SPENT_NOW,
        SPENT_BEFORE,
        NO_ROOM
    }

    Outcome spend(String nonce, long nowMillis) {
        Span now = spanAt(nowMillis);
        long key = hash.of(nonce);
        if (now.current.contains(key) || now.previous.contains(key)) {
            return Outcome.SPENT_BEFORE;
        }
        if (size(now) >= most) {
            return Outcome.NO_ROOM;
        }
        return now.current.add(key) ? Outcome.SPENT_NOW : Outcome.SPENT_BEFORE;
    }

    int size() {
        return size(span);
    }

    private static int size(Span span) {
        return span.current.size() + span.previous.size();
    }

    private Span spanAt(long nowMillis) {
        Span known = span;
        return nowMillis - known.beganMillis < lifetimeMillis ? known : next(nowMillis);
    }

    private synchronized Span next(long nowMillis) {
        long age = nowMillis - span.beganMillis;
        if (age >= lifetimeMillis) {
            Set<Long> previous = age < 2 * lifetimeMillis ? span.current : newSet();
            span = new Span(nowMillis, newSet(), previous);
        }
        return span;
    }

    private static Set<Long> newSet() {
        return ConcurrentHashMap.newKeySet();
    }
}
