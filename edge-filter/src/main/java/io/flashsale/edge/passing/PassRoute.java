package io.flashsale.edge.passing;

import io.flashsale.edge.Sale;
import io.flashsale.edge.addressing.Origin;
import io.flashsale.edge.addressing.Origins;
import io.flashsale.edge.admission.FilterChain;
import io.flashsale.edge.answering.Answers;
import io.flashsale.edge.answering.Answers.Refusal;
import io.flashsale.edge.answering.JsonBody;
import io.flashsale.edge.challenging.Challenges;
import io.flashsale.edge.identity.Passes;
import io.flashsale.edge.identity.Sessions;
import io.flashsale.edge.limiting.Limits;
import io.flashsale.edge.limiting.Overrun;
import io.flashsale.edge.scoring.BotWatch;
import io.flashsale.edge.selling.SaleBoard;
import io.flashsale.edge.selling.SaleMemory;
import io.flashsale.edge.switching.FilterMode;
import io.flashsale.edge.switching.SwitchBoard;
import io.flashsale.problem.Problem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;

/**
 * {@code POST /api/sales/{saleId}/pass}: the pass that a Buy needs, once the sale is open; for who looks like a bot, a
 * challenge first, whose solution comes with the next call.
 */
@Singleton
final class PassRoute {

    private static final int RETRY_SECONDS = 1;

    private final SaleBoard board;
    private final Sessions sessions;
    private final Passes passes;
    private final Origins origins;
    private final Limits limits;
    private final BotWatch bots;
    private final Challenges challenges;
    private final PassCounts counts;
    private final SwitchBoard switches;
    private final Clock clock;

    PassRoute(
            SaleBoard board,
            Sessions sessions,
            Passes passes,
            Origins origins,
            Limits limits,
            BotWatch bots,
            Challenges challenges,
            PassCounts counts,
            SwitchBoard switches,
            Clock clock) {
        this.board = board;
        this.sessions = sessions;
        this.passes = passes;
        this.origins = origins;
        this.limits = limits;
        this.bots = bots;
        this.challenges = challenges;
        this.counts = counts;
        this.switches = switches;
        this.clock = clock;
    }

    /** Somebody who may have a pass, if need be for work. */
    private record Asking(RoutingContext route, Sale sale, String userId, Origin origin) {}

    void register(@Observes Router router) {
        router.post("/api/sales/:saleId/pass").handler(this::ask);
    }

    private void ask(RoutingContext route) {
        SaleMemory memory = board.find(route.pathParam("saleId"));
        if (memory == null) {
            refuse(
                    route,
                    board.isComplete()
                            ? Problem.notFound("There is no such sale.")
                            : Problem.unavailable("The sales are being read; ask again."));
            return;
        }
        String userId = sessions.userOf(route.request().getHeader(HttpHeaders.AUTHORIZATION));
        if (userId == null) {
            refuse(route, Problem.unauthenticated("Sign in at /api/session."));
            return;
        }
        Origin origin = origins.of(route.request());
        bots.askedForPass(userId, origin, clock.millis());
        Sale sale = memory.sale();
        String state = sale.stateAt(clock.instant());
        if (state.equals("SCHEDULED") || state.equals("CLOSED")) {
            String detail = state.equals("CLOSED") ? "The sale has closed." : "The sale has not opened yet.";
            refuse(route, Problem.saleNotOpen(sale.opensAt(), detail));
            return;
        }
        Overrun overrun = overrun(userId, origin);
        if (overrun != null) {
            refuseForNow(route, overrun.waitSeconds());
            return;
        }
        Asking asking = new Asking(route, sale, userId, origin);
        JsonBody.read(route.request(), body -> answer(asking, body));
    }

    /** The limit that the call goes beyond; null also where the operator wants the limits to let it pass. */
    private Overrun overrun(String userId, Origin origin) {
        FilterMode mode = switches.modeOf(FilterChain.LIMITS);
        Overrun overrun = mode == FilterMode.OFF ? null : limits.takeForPass(userId, origin);
        if (overrun != null && mode == FilterMode.REPORT_ONLY) {
            counts.wouldRateLimit();
            return null;
        }
        return overrun;
    }

    private void answer(Asking asking, JsonObject body) {
        if (body.getValue("challenge") == null) {
            giveOrPose(asking);
        } else if (!(body.getValue("challenge") instanceof String token)) {
            refuse(asking.route, Problem.invalidRequest("challenge", "must be the token of a challenge"));
        } else if (!(body.getValue("solution") instanceof String number)) {
            refuse(asking.route, Problem.invalidRequest("solution", "must be a number, as a string"));
        } else {
            redeem(asking, challenges.redeem(asking.sale.saleId(), asking.userId, token, number));
        }
    }

    private void redeem(Asking asking, Challenges.Verdict verdict) {
        if (verdict instanceof Challenges.Proved proved) {
            bots.proved(asking.userId, proved.bits());
            give(asking, proved.bits());
        } else if (verdict instanceof Challenges.Wrong wrong) {
            refuse(asking.route, Problem.invalidRequest(wrong.field(), wrong.message()));
        } else if (verdict instanceof Challenges.NoRoom) {
            refuseForNow(asking.route, RETRY_SECONDS);
        } else {
            giveOrPose(asking);
        }
    }

    private void giveOrPose(Asking asking) {
        int bits = bits(asking);
        if (bits == 0) {
            give(asking, 0);
        } else {
            counts.challenged(asking.origin.source());
            answer(asking, Map.of("challenge", challenges.pose(asking.sale.saleId(), asking.userId, bits)));
        }
    }

    /** What the pass costs; 0 also where the operator wants nobody to be judged. */
    private int bits(Asking asking) {
        FilterMode mode = switches.modeOf(FilterChain.BOT_SCORE);
        int bits = mode == FilterMode.OFF
                ? 0
                : bots.bitsForPass(
                        asking.userId, asking.origin, asking.route.request().headers(), clock.millis());
        if (bits > 0 && mode == FilterMode.REPORT_ONLY) {
            counts.wouldChallenge();
            return 0;
        }
        return bits;
    }

    private void give(Asking asking, int provedBits) {
        counts.issued(asking.origin.source());
        answer(asking, passes.issue(asking.sale.saleId(), asking.userId, asking.sale.closesAt(), provedBits));
    }

    private static void answer(Asking asking, Object answer) {
        Answers.json(asking.route.response(), 200, Answers.encode(answer));
    }

    private void refuseForNow(RoutingContext route, int seconds) {
        counts.rateLimited();
        Refusal.of(Problem.rateLimited(), seconds).send(route.response());
    }

    private static void refuse(RoutingContext route, Problem problem) {
        Answers.refuse(route.response(), problem);
    }
}
