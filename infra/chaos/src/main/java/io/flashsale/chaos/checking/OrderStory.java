package io.flashsale.chaos.checking;

import io.flashsale.chaos.history.Call;
import io.flashsale.chaos.history.CallKind;
import io.flashsale.chaos.history.OrderStatus;
import io.flashsale.chaos.history.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * All that is known of one order, and the time in which it was certainly live.
 *
 * <p>That time begins at the end of the first answer that showed the order. It ends at the earliest moment at which the
 * order may have closed: never once it was PAID; else at the later of two moments until which it cannot have. One is the
 * start of the last reading that showed it live, since an order that has closed stays closed. The other is the end of
 * its hold, or the start of the first cancellation that may have worked, whichever comes first.
 */
final class OrderStory {

    /** What the database's clock and that of the history may differ by. */
    static final long CLOCK_SLACK_NANOS = Duration.ofSeconds(1).toNanos();

    private final String orderId;
    private final Call lastRead;
    private final List<Call> shown = new ArrayList<>();
    private final List<Call> notFound = new ArrayList<>();
    private final List<Call> cancellations = new ArrayList<>();
    private final List<Call> payments = new ArrayList<>();

    /** @param lastRead the final reading of the order, or null when there was none */
    OrderStory(String orderId, Call lastRead) {
        this.orderId = orderId;
        this.lastRead = lastRead;
    }

    void add(Call call) {
        if (call.seen() != null) {
            shown.add(call);
        } else if (call.kind() == CallKind.READ && call.isNotFound()) {
            notFound.add(call);
        } else if (call.kind() == CallKind.CANCEL) {
            cancellations.add(call);
        } else if (call.kind() == CallKind.PAY) {
            payments.add(call);
        }
    }

    /** Whether any answer ever showed it. */
    boolean wasShown() {
        return !shown.isEmpty();
    }

    String orderId() {
        return orderId;
    }

    String buyer() {
        return first().buyer();
    }

    int quantity() {
        return first().seen().quantity();
    }

    /** The answers that showed it, Buys included, in the order of their ends. */
    List<Call> shown() {
        return shown;
    }

    /** The answers that showed what the database has of it, in the order of their starts. */
    List<Call> reads() {
        return shown.stream()
                .filter(call -> call.kind().isRead())
                .sorted(Comparator.comparingLong(Call::startNanos))
                .toList();
    }

    List<Call> notFound() {
        return notFound;
    }

    /** The first answer that showed it. */
    Call first() {
        return shown.get(0);
    }

    /** The final reading, whatever it said; empty when nobody read it at the end. */
    Optional<Call> lastRead() {
        return Optional.ofNullable(lastRead);
    }

    /** Whether the system knows nothing of it any more. */
    boolean isMissing() {
        return lastRead != null && lastRead.isNotFound();
    }

    boolean wasSeen(OrderStatus status) {
        return reads().stream().anyMatch(call -> call.seen().status() == status);
    }

    /** Whether it was the system's to keep: not lost with Redis's data and not refused by MySQL. */
    boolean isKept() {
        return !isMissing() && !wasSeen(OrderStatus.REJECTED);
    }

    Stream<Call> mayHaveCancelled() {
        return cancellations.stream().filter(OrderStory::mayHaveWorked);
    }

    Stream<Call> mayHavePaid() {
        return payments.stream().filter(OrderStory::mayHaveWorked);
    }

    boolean isPaidFor() {
        return payments.stream().anyMatch(Call::isOk);
    }

    private static boolean mayHaveWorked(Call call) {
        return call.outcome() != Outcome.REFUSED && call.outcome() != Outcome.NOT_SENT;
    }

    /** When it was certainly live already; from here on it is until {@link #liveUntilNanos}. */
    long liveFromNanos() {
        return first().endNanos();
    }

    /** Before this it has certainly not closed; the largest number when it never does. */
    long liveUntilNanos() {
        if (wasSeen(OrderStatus.PAID)) {
            return Long.MAX_VALUE;
        }
        long lastSeenLive = reads().stream()
                .filter(call -> call.seen().status().isLive())
                .mapToLong(Call::startNanos)
                .max()
                .orElse(Long.MIN_VALUE);
        return Math.max(lastSeenLive, holdUntilNanos());
    }

    private long holdUntilNanos() {
        OptionalLong holdEnd = holdEndNanos();
        if (holdEnd.isEmpty()) {
            return Long.MIN_VALUE;
        }
        long cancelled = mayHaveCancelled().mapToLong(Call::startNanos).min().orElse(Long.MAX_VALUE);
        return Math.min(holdEnd.getAsLong() - CLOCK_SLACK_NANOS, cancelled);
    }

    /** The end of its hold on the history's clock, when an answer ever showed it. */
    OptionalLong holdEndNanos() {
        return reads().stream()
                .filter(call -> call.seen().expiresAtNanos() != null)
                .mapToLong(call -> call.seen().expiresAtNanos())
                .min();
    }

    /** Whether it was certainly live from the start of the call to its end. */
    boolean isLiveThroughout(Call call) {
        return isKept() && liveFromNanos() < call.startNanos() && call.endNanos() < liveUntilNanos();
    }
}
