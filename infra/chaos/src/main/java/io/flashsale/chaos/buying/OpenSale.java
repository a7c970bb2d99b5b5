package io.flashsale.chaos.buying;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/** A sale that a crowd can buy from, as an operator opens it. */
public final class OpenSale {

    private static final Duration OPEN_FOR = Duration.ofHours(2);

    private OpenSale() {}

    /**
     * Opens a sale now.
     *
     * @return its id; clicks may still be told that it is not open for some moments
     * @throws IOException when the edge refuses it or does not answer
     */
    public static String open(Target target, CrowdSettings settings) throws IOException {
        Instant now = Instant.now();
        String sale = """
                {"title":"Chaos","priceMinor":4990,"currency":"EUR","stock":%d,"opensAt":"%s","closesAt":"%s",
                 "perUserLimit":%d,"holdSeconds":%d,"mode":"open"}""".formatted(
                        settings.stock(), now, now.plus(OPEN_FOR), settings.perUserLimit(), settings.holdSeconds());
        return new Operator(target).openSale(sale);
    }
}
