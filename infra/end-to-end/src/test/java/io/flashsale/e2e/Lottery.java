package io.flashsale.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import io.flashsale.e2e.Api.Buyer;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A short sale by rank and line, from before its opening until its key is shown, and the crowd that clicks on it. */
record Lottery(Api api, String saleId, Crowd crowd) {

    /** Before it everybody is signed in, and what the key is bound to has been told. */
    private static final Duration UNTIL_OPENING = Duration.ofSeconds(6);

    private static final Duration BETWEEN_CLICKS = Duration.ofSeconds(1);
    /** One buyer in so many clicks much faster than the others. */
    private static final int EAGER_EVERY = 10;

    /** Announces a sale in this mode that is open for so long. */
    static Lottery announce(Api api, Crowd crowd, String mode, int stock, Duration open) {
        Instant opensAt = Instant.now().plus(UNTIL_OPENING);
        Answer created =
                api.call("POST", "/admin/sales", api.admin(), """
                {"title":"FairnessIT","priceMinor":4990,"currency":"EUR","stock":%d,"opensAt":"%s","closesAt":"%s",
                 "perUserLimit":1,"holdSeconds":600,"mode":"%s"}""".formatted(stock, opensAt, opensAt.plus(open), mode));
        if (created.status() != 201) {
            throw new AssertionError("No sale: " + created);
        }
        return new Lottery(api, created.json().get("id").asText(), crowd);
    }

    /** Everybody clicks from the opening on, again and again, until they have an order or nothing is left to click on. */
    void everybodyClicksUntilTheEnd() {
        api.awaitState(saleId, "OPEN");
        List<Future<String>> clicking = new ArrayList<>();
        List<Buyer> buyers = crowd.buyers();
        for (int i = 0; i < buyers.size(); i++) {
            Buyer buyer = buyers.get(i);
            Duration arrival = BETWEEN_CLICKS.multipliedBy(i).dividedBy(buyers.size());
            Duration pause = i % EAGER_EVERY == 0 ? BETWEEN_CLICKS.dividedBy(EAGER_EVERY) : BETWEEN_CLICKS;
            clicking.add(api.after(arrival)
                    .compose(waited -> api.pass(buyer, saleId))
                    .compose(pass -> clickUntilTheEnd(buyer, pass, pause)));
        }
        Api.await(Future.all(clicking));
    }

    private Future<String> clickUntilTheEnd(Buyer buyer, String pass, Duration pause) {
        return api.buy(buyer, saleId, pass).compose(answer -> {
            if (answer.status() == 202 || isTheEnd(answer)) {
                return Future.succeededFuture(buyer.userId());
            }
            return api.after(pause).compose(waited -> clickUntilTheEnd(buyer, pass, pause));
        });
    }

    /** Everything else is for now: not drawn yet, too fast, or too much to do. */
    private static boolean isTheEnd(Answer answer) {
        String type = answer.json().path("type").asText();
        return type.endsWith("sale-not-open")
                || type.endsWith("pass-invalid")
                || answer.json().path("final").asBoolean(false);
    }

    /** What everybody is shown, once the key is among it; every order is booked then. */
    JsonNode shownAfterTheClosing() {
        Waiting.until(
                "the ledger is settled",
                () -> api.ledger(saleId).path("settled").asBoolean());
        return Waiting.until(
                "the key is shown",
                () -> api.call("GET", "/api/sales/" + saleId + "/fairness", Map.of(), null)
                        .json(),
                shown -> shown.hasNonNull("key"));
    }
}
