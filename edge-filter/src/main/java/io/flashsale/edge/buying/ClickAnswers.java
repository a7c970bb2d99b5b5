package io.flashsale.edge.buying;

import io.flashsale.edge.DropReason;
import io.flashsale.edge.Sale;
import io.flashsale.edge.answering.Answers;
import io.flashsale.edge.answering.Answers.Refusal;
import io.flashsale.problem.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import org.jboss.logging.Logger;

/** Tells buyers what inventory-service said of their clicks. */
final class ClickAnswers {

    private static final Logger LOG = Logger.getLogger(ClickAnswers.class);
    private static final Refusal SOLD_OUT_FOR_NOW = Refusal.of(Problem.soldOut(false));
    private static final Refusal SOLD_OUT_FOR_GOOD = Refusal.of(Problem.soldOut(true));
    private static final Refusal UNKNOWN_OUTCOME = Refusal.of(Problem.unknownOutcome());
    private static final Refusal INVALID_QUANTITY =
            Refusal.of(Problem.invalidRequest("quantity", "must be from 1 to the sale's perUserLimit"));

    /** Answers every click of a batch; the answers are in the clicks' order. */
    void answer(List<PendingClick> clicks, List<ReservationAnswer> answers) {
        for (int i = 0; i < clicks.size(); i++) {
            try {
                answer(clicks.get(i), answers.get(i));
            } catch (RuntimeException e) {
                // What cannot be read of one click must not keep the others waiting for ever.
                LOG.errorf("A click got an answer that cannot be read: %s", e);
                drop(clicks.get(i), DropReason.UNKNOWN_OUTCOME, UNKNOWN_OUTCOME);
            }
        }
    }

    /** Answers a click whose deadline passed before it was sent; no stock was taken for it. */
    void expire(PendingClick click) {
        drop(click, DropReason.DEADLINE_PASSED, SOLD_OUT_FOR_NOW);
    }

    /** Answers a batch that got no answers: surely not sent means no stock was taken, all else is unknown. */
    void fail(List<PendingClick> clicks, Throwable cause) {
        boolean notSent = cause instanceof ReservationClient.NotSent;
        for (PendingClick click : clicks) {
            if (notSent) {
                drop(click, DropReason.INVENTORY_UNREACHABLE, SOLD_OUT_FOR_NOW);
            } else {
                drop(click, DropReason.UNKNOWN_OUTCOME, UNKNOWN_OUTCOME);
            }
        }
    }

    private void answer(PendingClick click, ReservationAnswer answer) {
        switch (answer.outcome()) {
            case "RESERVED", "ALREADY_RESERVED" -> accept(click, answer);
            case "SOLD_OUT" ->
                drop(
                        click,
                        DropReason.INVENTORY_SOLD_OUT,
                        answer.finalSoldOut() ? SOLD_OUT_FOR_GOOD : SOLD_OUT_FOR_NOW);
            case "TOO_FEW_LEFT" -> drop(click, DropReason.INVENTORY_TOO_FEW_LEFT, SOLD_OUT_FOR_NOW);
            case "BUSY" -> drop(click, DropReason.INVENTORY_BUSY, SOLD_OUT_FOR_NOW);
            case "EXPIRED" -> drop(click, DropReason.DEADLINE_PASSED, SOLD_OUT_FOR_NOW);
            case "NOT_OPEN" ->
                drop(
                        click,
                        DropReason.INVENTORY_NOT_OPEN,
                        click.memory().refusals().notOpenYet());
            case "CLOSED" ->
                drop(
                        click,
                        DropReason.INVENTORY_NOT_OPEN,
                        click.memory().refusals().closed());
            case "INVALID_QUANTITY" -> drop(click, DropReason.INVALID_REQUEST, INVALID_QUANTITY);
            default -> drop(click, DropReason.INVENTORY_RECOVERING, SOLD_OUT_FOR_NOW);
        }
    }

    private static void drop(PendingClick click, DropReason reason, Refusal refusal) {
        click.memory().droppedAfterClick(click.buyerId(), reason);
        refusal.send(click.response());
    }

    private static void accept(PendingClick click, ReservationAnswer answer) {
        Buffer body = acceptance(click.memory().sale(), answer);
        click.memory().accepted(click.buyerId(), answer.orderId());
        HttpServerResponse response = click.response();
        if (!response.ended() && !response.closed()) {
            response.putHeader(HttpHeaders.LOCATION, "/api/orders/" + answer.orderId());
        }
        Answers.json(response, 202, body);
    }

    /** Ids and states are ours and need no escaping; this is the one answer that is made for each buyer anew. */
    private static Buffer acceptance(Sale sale, ReservationAnswer answer) {
        return Buffer.buffer(160)
                .appendString("{\"orderId\":\"")
                .appendString(answer.orderId())
                .appendString("\",\"saleId\":\"")
                .appendString(sale.saleId())
                .appendString("\",\"quantity\":")
                .appendString(Integer.toString(answer.quantity()))
                .appendString(",\"status\":\"")
                .appendString(answer.status())
                .appendString("\"}");
    }
}
