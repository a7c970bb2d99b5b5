package io.flashsale.edge.admission;

import io.flashsale.edge.Stage;
import io.flashsale.edge.addressing.Origins;
import io.flashsale.edge.concurrency.Limiters;
import io.flashsale.edge.drawing.Lottery;
import io.flashsale.edge.identity.Passes;
import io.flashsale.edge.identity.Sessions;
import io.flashsale.edge.limiting.Limits;
import io.flashsale.edge.scoring.BotWatch;
import io.flashsale.edge.switching.SwitchBoard;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * The filters in their order, cheapest first; the first that drops a click ends its way. Each has the name that its switch
 * goes by. The sale's window, identity and pass are fixed: without them anybody could buy at any time in any name.
 */
@Singleton
public final class FilterChain {

    /** Its limits hold for requests for a pass too, and so does its switch. */
    public static final String LIMITS = Stage.LIMITS.label();

    /** By its score passes cost work too, and so its switch holds for them. */
    public static final String BOT_SCORE = Stage.BOT_SCORE.label();

    private final SwitchBoard switches;
    private final Place[] places;

    @Inject
    FilterChain(
            Sessions sessions,
            Passes passes,
            Origins origins,
            Limits limits,
            BotWatch bots,
            Lottery lottery,
            Limiters limiters,
            AdmissionConfig config,
            SwitchBoard switches) {
        this(
                switches,
                List.of(
                        Place.fixed(Stage.SWITCHES.label(), new SwitchFilter(switches, sessions)),
                        Place.fixed(Stage.SALE_WINDOW.label(), new SaleWindowFilter()),
                        Place.switched(Stage.STOCK.label(), new StockFilter(sessions, config.longestSilence())),
                        Place.fixed(Stage.IDENTITY.label(), new IdentityFilter(sessions)),
                        Place.fixed(Stage.PASS.label(), new PassFilter(passes)),
                        Place.fixed("origin", new OriginFilter(origins, bots)),
                        Place.switched(LIMITS, new LimitFilter(limits)),
                        Place.switched(BOT_SCORE, new BotScoreFilter(bots)),
                        Place.switched(Stage.ADMISSION.label(), new AdmissionFilter(lottery)),
                        Place.switched(Stage.CONCURRENCY.label(), new ConcurrencyFilter(limiters.clicks()))));
    }

    FilterChain(SwitchBoard switches, List<Place> places) {
        this.switches = switches;
        this.places = places.toArray(Place[]::new);
    }

    /** Null when every filter lets the click pass, or how it is turned away. */
    public Drop test(BuyClick click) {
        for (Place place : places) {
            Drop drop = place.test(click, switches);
            if (drop != null) {
                return drop;
            }
        }
        return null;
    }
}
