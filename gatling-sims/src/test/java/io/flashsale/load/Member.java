package io.flashsale.load;

import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** One buyer of a mixed crowd and what befell it. Safe for many threads: some have more than one hand. */
final class Member {
    private final String name;
    private final Traits traits;
    private final AtomicInteger clicks = new AtomicInteger();
    private final AtomicInteger challenges = new AtomicInteger();
    private final AtomicInteger solved = new AtomicInteger();
    private final AtomicInteger dropped = new AtomicInteger();
    private final AtomicInteger limited = new AtomicInteger();
    private final AtomicBoolean working = new AtomicBoolean();
    private final Set<String> orders = ConcurrentHashMap.newKeySet();
    private volatile String pass;

    Member(String name, Traits traits) {
        this.name = name;
        this.traits = traits;
    }

    String name() {
        return name;
    }

    Traits traits() {
        return traits;
    }

    /** The pass that the buyer has; null for none. */
    String pass() {
        return pass;
    }

    void passed(String given) {
        pass = given;
    }

    /** The edge would not take this pass. */
    void refused(String presented) {
        if (presented.equals(pass)) {
            pass = null;
        }
    }

    void challenged() {
        challenges.incrementAndGet();
    }

    /** Whether the buyer takes up a challenge now: one that it can solve, while it solves no other. */
    boolean takesUp() {
        return traits.work() != Kind.Work.NONE && working.compareAndSet(false, true);
    }

    void laysDown(boolean isSolved) {
        if (isSolved) {
            solved.incrementAndGet();
        }
        working.set(false);
    }

    /**
     * A click was answered.
     *
     * @param orderId null when it was turned away
     * @param reason why a filter turned it away; null otherwise
     */
    void clicked(String orderId, String reason) {
        clicks.incrementAndGet();
        if (orderId != null) {
            orders.add(orderId);
        } else if ("bot".equals(reason)) {
            dropped.incrementAndGet();
        } else if ("challenged".equals(reason)) {
            challenges.incrementAndGet();
        } else if (reason != null && reason.endsWith("_limit")) {
            limited.incrementAndGet();
        }
    }

    /** Whether the buyer still wants to click, so long after the opening. */
    boolean goesOn(Instant opensAt, Instant now) {
        return orders.isEmpty() && clicks.get() < traits.mostClicks() && now.isBefore(opensAt.plus(traits.patience()));
    }

    int clicks() {
        return clicks.get();
    }

    int orders() {
        return orders.size();
    }

    boolean wasChallenged() {
        return challenges.get() > 0;
    }

    boolean hasSolved() {
        return solved.get() > 0;
    }

    boolean wasDropped() {
        return dropped.get() > 0;
    }

    boolean wasLimited() {
        return limited.get() > 0;
    }
}
