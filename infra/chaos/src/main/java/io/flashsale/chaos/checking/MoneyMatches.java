package io.flashsale.chaos.checking;

import io.flashsale.chaos.history.Call;
import io.flashsale.chaos.history.OrderEnd;
import io.flashsale.chaos.history.PaymentStatus;
import io.flashsale.chaos.history.Seen;
import java.util.Optional;

/** Whoever paid holds a PAID order or has the money back, and nobody has both; no accepted payment is forgotten. */
final class MoneyMatches implements Rule {

    @Override
    public void check(Evidence evidence, Findings findings) {
        findings.begin("money and units match");
        for (OrderStory story : evidence.stories()) {
            Optional<Call> last = story.lastRead().filter(call -> call.seen() != null);
            if (last.isPresent()) {
                check(story, last.get(), findings);
            }
        }
    }

    private static void check(OrderStory story, Call last, Findings findings) {
        Seen end = last.seen();
        if (end.status().isFinal() && !OrderEnd.isOver(end, story.isPaidFor())) {
            findings.add(
                    "order " + story.orderId() + " ended " + end.status() + " with its payment "
                            + (end.payment() == null ? "unknown" : end.payment()),
                    last);
            return;
        }
        story.reads().stream()
                .filter(read -> read.seen().payment() == PaymentStatus.SUCCEEDED)
                .filter(read -> !isAnswered(read.seen(), end))
                .findFirst()
                .ifPresent(read ->
                        findings.add("the payment of order " + story.orderId() + " was taken and lost", read, last));
    }

    /** Whether a payment that once had succeeded is still the one that counts, as taken or as given back. */
    private static boolean isAnswered(Seen paid, Seen end) {
        return paid.paymentId().equals(end.paymentId())
                && (end.payment() == PaymentStatus.SUCCEEDED || end.payment() == PaymentStatus.REFUNDED);
    }
}
