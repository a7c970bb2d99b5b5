package io.flashsale.load;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.bodyString;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.pace;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.http.HttpDsl.header;

import io.gatling.http.client.Request;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What each buyer of a mixed crowd does: sign in, ask for a pass, solve the challenge that it may cost, click, and so on
 * until there is an order, or patience or clicks have run out. When, how often and in what guise is the buyer's own
 * ({@link Traits}).
 */
final class CrowdJourney {
    /** Of the session: the buyer. */
    static final String MEMBER = "member";

    private static final String HAND = "hand";
    private static final String ANSWER = "passAnswer";
    private static final String TOKEN_OF_CHALLENGE = "challenge";
    private static final String BITS = "bits";
    private static final String WORK = "work";
    private static final String WORK_BEGUN = "workBegunNanos";
    private static final String SOLUTION = "solution";
    private static final String PRESENTED = "presentedPass";
    private static final String REASON = "dropReason";
    private static final String PASS_INVALID = "/problems/pass-invalid";

    private static final Pattern PASS = Pattern.compile("\"pass\":\"([^\"]+)\"");
    private static final Pattern CHALLENGE = Pattern.compile("\"token\":\"([^\"]+)\",\"bits\":(\\d+)");
    private static final Duration LOOK = Duration.ofMillis(5);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(200);

    private final CrowdSale crowdSale;
    private final ContractAnswers answers;
    private final Workshop workshop;
    private final String adminToken;
    private final Clock clock;

    CrowdJourney(CrowdSale crowdSale, ContractAnswers answers, Workshop workshop, String adminToken, Clock clock) {
        this.crowdSale = crowdSale;
        this.answers = answers;
        this.workshop = workshop;
        this.adminToken = adminToken;
        this.clock = clock;
    }

    /** All of it, for one hand of a buyer. */
    ChainBuilder all() {
        return exec(session -> {
                    Seat seat = crowdSale.nextSeat();
                    return session.set(MEMBER, seat.member())
                            .set(HAND, seat.hand())
                            .set("saleId", crowdSale.sale().saleId());
                })
                .exec(signIn())
                .exec(pause(this::untilBeginning))
                .exec(askForPass())
                .exec(pause(session -> traits(session).reaction()))
                .exec(asLongAs(this::goesOn)
                        .on(pace(session -> traits(session).between()).exec(press())));
    }

    private ChainBuilder signIn() {
        return exec(answers.demand(
                "Sign in",
                http -> inGuise(http.post("/api/session")
                        .body(StringBody(
                                session -> "{\"user\":\"" + member(session).name() + "\"}"))),
                200,
                jsonPath("$.token").saveAs("token")));
    }

    /** A pass first if there is none; what the page does when its pass is not accepted, a new one and again, is the same. */
    private ChainBuilder press() {
        return exec(doIf(session -> member(session).pass() == null).then(askForPass()))
                .exec(clickWithPass())
                .exec(doIf(session -> traits(session).kind() == Kind.PERSON
                                && PASS_INVALID.equals(session.getString(ContractAnswers.PROBLEM))
                                && session.contains(PRESENTED))
                        .then(exec(askForPass()).exec(clickWithPass())));
    }

    private ChainBuilder askForPass() {
        return exec(session -> session.removeAll(ANSWER, TOKEN_OF_CHALLENGE, SOLUTION))
                .exec(answers.demand(
                        "Pass",
                        http -> inGuise(http.post("/api/sales/#{saleId}/pass")),
                        200,
                        bodyString().saveAs(ANSWER),
                        "sale-not-open",
                        "rate-limited"))
                .exec(this::hear)
                .exec(doIf(session -> session.contains(TOKEN_OF_CHALLENGE)
                                && member(session).takesUp())
                        .then(work()));
    }

    private ChainBuilder work() {
        return exec(this::beginWork)
                .exec(asLongAs(session -> !work(session).isDone() && hasPatience(session))
                        .on(pause(LOOK)))
                .exec(this::endWork)
                .exec(doIf(session -> session.contains(SOLUTION))
                        .then(exec(pause(CrowdJourney::restOfWork)).exec(handIn())))
                .exec(session -> {
                    member(session)
                            .laysDown(session.contains(SOLUTION)
                                    && member(session).pass() != null);
                    return session;
                });
    }

    /** Again after a moment when told to wait: what was worked for is not thrown away. */
    private ChainBuilder handIn() {
        return exec(session -> session.remove(ANSWER))
                .exec(asLongAs(session -> !session.contains(ANSWER) && hasPatience(session))
                        .on(pace(BETWEEN_TRIES).exec(handInOnce())))
                .exec(this::hear);
    }

    private ChainBuilder handInOnce() {
        return exec(answers.demand(
                "Work",
                http -> inGuise(http.post("/api/sales/#{saleId}/pass")
                        .body(StringBody("{\"challenge\":\"#{challenge}\",\"solution\":\"#{solution}\"}"))),
                200,
                bodyString().saveAs(ANSWER),
                "rate-limited"));
    }

    private ChainBuilder clickWithPass() {
        return doIf(session -> member(session).pass() != null)
                .then(exec(session -> session.remove(REASON)
                                .set(PRESENTED, member(session).pass()))
                        .exec(answers.demand(
                                Tally.BUY,
                                http -> inGuise(http.post("/api/sales/#{saleId}/orders")
                                                .header("X-Purchase-Pass", "#{" + PRESENTED + "}")
                                                .header("X-Admin-Token", adminToken)
                                                .body(StringBody("{\"quantity\":1}")))
                                        .check(header("X-Drop-Reason")
                                                .optional()
                                                .saveAs(REASON)),
                                202,
                                jsonPath("$.orderId").saveAs("orderId"),
                                "sold-out",
                                "sale-not-open",
                                "rate-limited",
                                "pass-invalid"))
                        .exec(this::noteClick));
    }

    /** The buyer's own headers and nothing of Gatling's; signing comes last. */
    private static HttpRequestActionBuilder inGuise(HttpRequestActionBuilder request) {
        return request.sign(CrowdJourney::disguise);
    }

    private static Request disguise(Request request, Session session) {
        member(session).traits().headers().forEach((name, value) -> request.getHeaders()
                .set(name, value));
        if (session.contains("token")) {
            request.getHeaders().set("Authorization", "Bearer " + session.getString("token"));
        }
        return request;
    }

    private Session hear(Session session) {
        String answer = session.getString(ANSWER);
        Session heard = session.removeAll(TOKEN_OF_CHALLENGE, BITS);
        if (answer == null) {
            return heard;
        }
        Matcher pass = PASS.matcher(answer);
        if (pass.find()) {
            member(session).passed(pass.group(1));
            return heard;
        }
        Matcher challenge = CHALLENGE.matcher(answer);
        if (!challenge.find()) {
            throw new IllegalStateException("neither pass nor challenge: " + answer);
        }
        member(session).challenged();
        return heard.set(TOKEN_OF_CHALLENGE, challenge.group(1)).set(BITS, Integer.parseInt(challenge.group(2)));
    }

    private Session beginWork(Session session) {
        return session.set(WORK_BEGUN, System.nanoTime())
                .set(
                        WORK,
                        workshop.begin(
                                traits(session).work(), session.getString(TOKEN_OF_CHALLENGE), session.getInt(BITS)));
    }

    private Session endWork(Session session) {
        Future<ProofOfWork.Solution> work = work(session);
        if (!work.isDone()) {
            work.cancel(true);
            return session.remove(WORK);
        }
        try {
            ProofOfWork.Solution solution = work.get();
            Duration least = traits(session).work() == Kind.Work.IN_A_BROWSER ? solution.inABrowser() : Duration.ZERO;
            return session.remove(WORK).set(SOLUTION, solution.number()).set("workNanos", least.toNanos());
        } catch (ExecutionException e) {
            throw new IllegalStateException("The work failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return session.remove(WORK);
        }
    }

    private static Duration restOfWork(Session session) {
        long left = session.getLong("workNanos") - (System.nanoTime() - session.getLong(WORK_BEGUN));
        return Duration.ofNanos(Math.max(0, left));
    }

    private Session noteClick(Session session) {
        String orderId = session.getInt(ContractAnswers.STATUS) == 202 ? session.getString("orderId") : null;
        member(session).clicked(orderId, session.getString(REASON));
        if (PASS_INVALID.equals(session.getString(ContractAnswers.PROBLEM))) {
            member(session).refused(session.getString(PRESENTED));
        }
        return session;
    }

    private boolean goesOn(Session session) {
        return member(session).goesOn(crowdSale.sale().opensAt(), clock.instant());
    }

    private boolean hasPatience(Session session) {
        return clock.instant()
                .isBefore(crowdSale.sale().opensAt().plus(traits(session).patience()));
    }

    private Duration untilBeginning(Session session) {
        Traits traits = traits(session);
        Instant turn = crowdSale
                .sale()
                .opensAt()
                .plus(traits.begins())
                .plus(traits.between().multipliedBy(session.getInt(HAND)).dividedBy(traits.hands()));
        Duration left = Duration.between(clock.instant(), turn);
        return left.isNegative() ? Duration.ZERO : left;
    }

    @SuppressWarnings("unchecked")
    private static Future<ProofOfWork.Solution> work(Session session) {
        return (Future<ProofOfWork.Solution>) session.get(WORK);
    }

    private static Member member(Session session) {
        return session.get(MEMBER);
    }

    private static Traits traits(Session session) {
        return member(session).traits();
    }
}
