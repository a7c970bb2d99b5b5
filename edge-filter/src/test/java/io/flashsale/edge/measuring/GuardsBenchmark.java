package io.flashsale.edge.measuring;

import io.flashsale.edge.addressing.Addressing;
import io.flashsale.edge.addressing.Origin;
import io.flashsale.edge.addressing.Origins;
import io.flashsale.edge.identity.Identities;
import io.flashsale.edge.identity.Passes;
import io.flashsale.edge.identity.Sessions;
import io.flashsale.edge.limiting.Limiting;
import io.flashsale.edge.limiting.Limits;
import io.flashsale.edge.rig.Browser;
import io.flashsale.edge.rig.Requests;
import io.flashsale.edge.rig.TestSale;
import io.flashsale.edge.scoring.BotWatch;
import io.flashsale.edge.scoring.Scoring;
import io.flashsale.lottery.Ranks;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What the limits and the bot score add to a click, on one thread, beside the signatures that are checked before them and
 * the rank that is computed after them. Not part of any build; see docs/performance.md.
 */
class GuardsBenchmark {

    private static final int BUYERS = 10_000;

    private final Clock clock = Clock.systemUTC();
    private final List<String> buyers =
            IntStream.range(0, BUYERS).mapToObj(i -> "u0123456789abcdef" + i).toList();
    private final MultiMap headers = Browser.headers();
    private final HttpServerRequest request = Requests.from("198.51.100.7", headers);

    @Test
    void nanosecondsAndBytesAClick() {
        Origins origins = Addressing.byDefault();
        Origin origin = origins.of(request);
        Limits limits = Limiting.limits(
                clock,
                Map.of(
                        "buyer",
                        "1000000/s burst 1000000",
                        "address",
                        "100000000/s burst 100000000",
                        "sale",
                        "100000000/s burst 100000000",
                        "source-classes.direct",
                        "100000000/s burst 100000000"));
        BotWatch bots = Scoring.watch(clock, Map.of());
        Ranks ranks = Ranks.of("sale1", TestSale.RANK_KEY);
        Sessions sessions = Identities.sessions(clock);
        Passes passes = Identities.passes(clock);
        Sessions.Session alice = sessions.open("alice");
        String bearer = "Bearer " + alice.token();
        String pass = passes.issue("sale1", alice.userId(), clock.instant().plusSeconds(3_600))
                .pass();
        List<Cost> costs = List.of(
                new Cost(
                        "session and pass",
                        i -> sessions.userOf(bearer).length()
                                + passes.read(pass, "sale1", alice.userId()).issuedMillis()),
                new Cost("rank", i -> ranks.draw(buyers.get(i % BUYERS))),
                new Cost("limits", i -> limits.takeForClick(buyers.get(i % BUYERS), origin, "sale1") == null ? 1 : 0),
                new Cost("bot score", i -> {
                    String buyer = buyers.get(i % BUYERS);
                    bots.clicked(buyer, clock.millis());
                    return bots.judgeClick(buyer, origin, headers, 1_000, clock.millis())
                            .bits();
                }));
        Cost.printAll(costs);
    }
}
