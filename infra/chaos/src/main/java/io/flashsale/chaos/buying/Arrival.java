package io.flashsale.chaos.buying;

import java.util.concurrent.CompletableFuture;

/** How a buyer comes to be able to press Buy: signing in once, and fetching a pass. */
final class Arrival {

    private Arrival() {}

    /** Does what is missing; tells whether the buyer has a pass now. */
    static CompletableFuture<Boolean> of(Buyer buyer, EdgeCalls calls, String saleId) {
        buyer.arriving = true;
        return signIn(buyer, calls)
                .thenCompose(isIn -> isIn ? fetchPass(buyer, calls, saleId) : CompletableFuture.completedFuture(false))
                .whenComplete((hasArrived, failure) -> buyer.arriving = false);
    }

    private static CompletableFuture<Boolean> signIn(Buyer buyer, EdgeCalls calls) {
        if (buyer.token != null) {
            return CompletableFuture.completedFuture(true);
        }
        return calls.signIn(buyer).thenApply(answer -> {
            if (answer.call().isOk()) {
                buyer.token = answer.text("token");
                buyer.userId = answer.text("userId");
            }
            return answer.call().isOk();
        });
    }

    private static CompletableFuture<Boolean> fetchPass(Buyer buyer, EdgeCalls calls, String saleId) {
        return calls.pass(buyer, saleId).thenApply(answer -> {
            buyer.pass = answer.call().isOk() ? answer.text("pass") : null;
            return answer.call().isOk();
        });
    }
}
