package io.flashsale.chaos.history;

import java.util.Locale;

/**
 * One call of a buyer and what came of it.
 *
 * @param buyer the buyer's user id, or the name while it is not known
 * @param kind what was asked for
 * @param orderId the order that was asked about, or null when the call names none
 * @param startNanos not later than the first byte was sent, on the history's clock
 * @param endNanos not earlier than the last byte of the answer came, on the history's clock
 * @param outcome what the buyer knows now
 * @param problem the refusal's type without its path, or what failed; null when all went well
 * @param seen what the answer showed of an order, or null
 */
public record Call(
        String buyer,
        CallKind kind,
        String orderId,
        long startNanos,
        long endNanos,
        Outcome outcome,
        String problem,
        Seen seen) {

    public boolean isOk() {
        return outcome == Outcome.OK;
    }

    /** Whether it was told that there is no such order. */
    public boolean isNotFound() {
        return outcome == Outcome.REFUSED && "not-found".equals(problem);
    }

    /** Whether this one had ended when the other one began. */
    public boolean isBefore(Call other) {
        return endNanos < other.startNanos;
    }

    /** The call on one line, for people: seconds of the history, who, what, and what came of it. */
    @Override
    public String toString() {
        StringBuilder line = new StringBuilder(96)
                .append(String.format(Locale.ROOT, "[%.3f-%.3f s] ", startNanos / 1e9, endNanos / 1e9))
                .append(buyer)
                .append(' ')
                .append(kind);
        if (orderId != null) {
            line.append(' ').append(orderId);
        }
        line.append(" -> ").append(outcome);
        if (problem != null) {
            line.append(' ').append(problem);
        }
        if (seen != null) {
            line.append(' ').append(seen.orderId()).append(' ').append(seen.status());
            if (seen.payment() != null) {
                line.append(" payment ").append(seen.payment());
            }
        }
        return line.toString();
    }
}
