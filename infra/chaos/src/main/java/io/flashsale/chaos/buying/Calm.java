package io.flashsale.chaos.buying;

import com.fasterxml.jackson.databind.JsonNode;
import io.flashsale.chaos.history.Call;
import io.flashsale.chaos.history.CallKind;
import io.flashsale.chaos.history.FinalReads;
import io.flashsale.chaos.history.History;
import io.flashsale.chaos.history.Ledger;
import io.flashsale.chaos.history.OrderStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BooleanSupplier;

/** What a crowd does once it has stopped clicking: it finds out what became of everything. Runs on its caller's thread. */
final class Calm {

    private static final Set<String> SELLING = Set.of("OPEN", "SOLD_OUT", "CLOSED");
    private static final Duration PAUSE = Duration.ofMillis(500);
    /** The account is asked for even when all patience has been used up. */
    private static final Duration FOR_THE_LEDGER = Duration.ofSeconds(10);

    private final EdgeCalls calls;
    private final Operator operator;
    private final History history;
    private final String saleId;
    private final List<Buyer> buyers;
    private final Turns turns;
    private final long deadlineNanos;
    private final long settledByNanos;
    private Optional<Ledger> ledger = Optional.empty();

    Calm(
            EdgeCalls calls,
            Operator operator,
            ScheduledExecutorService crowdThread,
            History history,
            String saleId,
            List<Buyer> buyers,
            Duration patience) {
        this.calls = calls;
        this.operator = operator;
        this.history = history;
        this.saleId = saleId;
        this.buyers = buyers;
        this.turns = new Turns(crowdThread);
        this.deadlineNanos = history.nanos() + patience.toNanos();
        this.settledByNanos = history.nanos() + patience.dividedBy(2).toNanos();
    }

    FinalReads read() {
        turns.until(() -> calls.underWay() == 0 || isLate(deadlineNanos), PAUSE);
        turns.until(() -> isSelling() && isSettled() || isLate(settledByNanos), PAUSE);
        resolveUnknownBuys();
        turns.each(buyers.stream().filter(buyer -> buyer.clicked).toList(), buyer -> readList(buyer, null));
        OrderFollower follower = new OrderFollower(calls, turns, history, buyers, deadlineNanos);
        follower.follow();
        long ledgerBy = Math.max(deadlineNanos, history.nanos() + FOR_THE_LEDGER.toNanos());
        turns.until(() -> isSettled() || isLate(ledgerBy), PAUSE);
        return new FinalReads(follower.lastReads(), ledger);
    }

    private boolean isLate(long byNanos) {
        return history.nanos() > byNanos;
    }

    private boolean isSelling() {
        return operator.state(saleId).filter(SELLING::contains).isPresent();
    }

    private boolean isSettled() {
        Optional<Ledger> told = operator.ledger(saleId);
        ledger = told.or(() -> ledger);
        return told.isPresent() && told.get().settled();
    }

    private void resolveUnknownBuys() {
        BooleanSupplier isDone = () -> {
            List<Buyer> unsure = buyers.stream().filter(Buyer::hasUnknownBuy).toList();
            turns.each(unsure, this::clickAgain);
            return unsure.stream().noneMatch(Buyer::hasUnknownBuy) || isLate(deadlineNanos);
        };
        turns.until(isDone, PAUSE);
    }

    private CompletableFuture<Void> clickAgain(Buyer buyer) {
        CompletableFuture<Boolean> ready =
                buyer.pass != null ? CompletableFuture.completedFuture(true) : Arrival.of(buyer, calls, saleId);
        return ready.thenCompose(hasPass -> hasPass ? clickWithPass(buyer) : CompletableFuture.completedFuture(null));
    }

    private CompletableFuture<Void> clickWithPass(Buyer buyer) {
        return calls.buy(buyer, CallKind.RESOLVING_BUY, saleId, 1).thenCompose(answer -> {
            buyer.noteBuy(answer.call());
            if ("pass-invalid".equals(answer.call().problem())) {
                buyer.pass = null;
            }
            boolean isRefused = "sold-out".equals(answer.call().problem())
                    || "sale-not-open".equals(answer.call().problem());
            return isRefused ? believeIfNothingIsLive(buyer, answer.call()) : CompletableFuture.completedFuture(null);
        });
    }

    /** A refusal means that there was no order, unless the buyer's list shows a live one: then the click is repeated. */
    private CompletableFuture<Void> believeIfNothingIsLive(Buyer buyer, Call refusal) {
        return calls.orders(buyer, saleId, null).thenAccept(page -> {
            if (page.call().isOk() && !showsLiveOrder(page.body().path("orders"))) {
                buyer.decide(refusal.startNanos());
            }
        });
    }

    private static boolean showsLiveOrder(JsonNode orders) {
        for (JsonNode order : orders) {
            String status = order.path("status").asText();
            if (status.equals(OrderStatus.PENDING_PAYMENT.name()) || status.equals(OrderStatus.PAID.name())) {
                return true;
            }
        }
        return false;
    }

    private CompletableFuture<Void> readList(Buyer buyer, String cursor) {
        return calls.orders(buyer, saleId, cursor).thenCompose(page -> {
            if (!page.call().isOk() && !isLate(deadlineNanos)) {
                return turns.after(PAUSE).thenCompose(waited -> readList(buyer, cursor));
            }
            String next = page.text("nextCursor");
            return next == null ? CompletableFuture.completedFuture(null) : readList(buyer, next);
        });
    }
}
