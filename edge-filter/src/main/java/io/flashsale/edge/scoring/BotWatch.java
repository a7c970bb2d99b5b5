package io.flashsale.edge.scoring;

import io.flashsale.edge.addressing.Origin;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.MultiMap;
import jakarta.inject.Singleton;
import java.time.Clock;

/**
 * Gathers what {@link BotScorer} judges by, from the request and from this edge's memory, and says what a score costs.
 *
 * <p>Nothing here looks at anything but what clients send of themselves.
 */
@Singleton
public final class BotWatch {

    private final BotScoreConfig config;
    private final BotScorer scorer;
    private final Price price;
    private final Cadences cadences;
    private final AccountsByAddress accounts;
    private final FeatureLog passes;
    private final FeatureLog clicks;

    BotWatch(BotScoreConfig config, BotScorer scorer, Clock clock, MeterRegistry metrics) {
        this.config = config;
        this.scorer = scorer;
        this.price = new Price(config);
        this.cadences = new Cadences(config.maxBuyers(), clock);
        this.accounts = new AccountsByAddress(config.accountsWindow(), config.maxAddresses(), clock);
        this.passes = new FeatureLog(metrics, "pass");
        this.clicks = new FeatureLog(metrics, "click");
    }

    /** Notes that a buyer clicked, whatever becomes of the click. */
    public void clicked(String buyerId, long atMillis) {
        if (config.enabled()) {
            cadences.clicked(buyerId, atMillis);
        }
    }

    /**
     * Notes that a buyer asked for a pass, however early. The page asks once; a program that hammers at the opening does so
     * before its first click, which would be too late to notice it by. Not where accounts are not counted either: what runs
     * there waits for the opening by asking.
     */
    public void askedForPass(String buyerId, Origin origin, long atMillis) {
        if (!origin.isUnlimited()) {
            clicked(buyerId, atMillis);
        }
    }

    /** The bits of work that a pass costs this buyer; 0 for none. A pass is never refused: work may always be done. */
    public int bitsForPass(String buyerId, Origin origin, MultiMap headers, long atMillis) {
        if (!config.enabled()) {
            return 0;
        }
        double score = score(passes, buyerId, origin, headers, Double.POSITIVE_INFINITY, atMillis);
        // Less work than the last click was refused for would be refused again.
        return Math.max(price.of(score).bits(), cadences.owedBy(buyerId));
    }

    /**
     * What a click costs this buyer.
     *
     * @param passToClickMillis how long before it its pass was made
     */
    public Judgement judgeClick(
            String buyerId, Origin origin, MultiMap headers, double passToClickMillis, long atMillis) {
        return config.enabled()
                ? price.of(score(clicks, buyerId, origin, headers, passToClickMillis, atMillis))
                : Judgement.FREE;
    }

    /** Remembers that a click was refused for want of so much work, so that the buyer's next pass asks for it. */
    public void owes(String buyerId, int bits) {
        cadences.owes(buyerId, bits);
    }

    /** Remembers that the buyer has done so much work for a pass. */
    public void proved(String buyerId, int bits) {
        cadences.proved(buyerId, bits);
    }

    private double score(
            FeatureLog log, String buyerId, Origin origin, MultiMap headers, double passToClickMillis, long atMillis) {
        Features features = new Features(
                origin.contradictions(),
                HeaderSigns.missing(headers),
                HeaderSigns.impossible(headers),
                origin.isUnlimited() ? 0 : accounts.note(origin.address(), buyerId),
                origin.isUnlimited() ? Double.POSITIVE_INFINITY : passToClickMillis,
                cadences.rateOf(buyerId, atMillis));
        double score = scorer.score(features);
        log.record(features, score);
        return score;
    }
}
