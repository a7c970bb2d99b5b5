package io.flashsale.edge.admission;

import static io.flashsale.edge.rig.TestSale.CLOSES_AT;
import static io.flashsale.edge.rig.TestSale.OPENS_AT;
import static io.flashsale.edge.rig.TestSale.sale;
import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.edge.DropReason;
import io.flashsale.edge.Sale;
import io.flashsale.edge.addressing.Addressing;
import io.flashsale.edge.concurrency.Limiters;
import io.flashsale.edge.concurrency.TestLimiters;
import io.flashsale.edge.drawing.Lotteries;
import io.flashsale.edge.identity.Identities;
import io.flashsale.edge.identity.Passes;
import io.flashsale.edge.identity.Sessions;
import io.flashsale.edge.limiting.Limiting;
import io.flashsale.edge.rig.MutableClock;
import io.flashsale.edge.rig.RecordedResponse;
import io.flashsale.edge.rig.Requests;
import io.flashsale.edge.scoring.Scoring;
import io.flashsale.edge.selling.Boards;
import io.flashsale.edge.selling.SaleMemory;
import io.flashsale.edge.switching.TestSwitches;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FilterChainTest {

    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(5);

    private final MutableClock clock = new MutableClock(OPENS_AT.plusSeconds(60));
    private final Sessions sessions = Identities.sessions(clock);
    private final Passes passes = Identities.passes(clock);
    private final Limiters limiters = TestLimiters.byDefault();
    private final FilterChain chain = new FilterChain(
            sessions,
            passes,
            Addressing.byDefault(),
            Limiting.limits(clock, Map.of()),
            Scoring.watch(clock, Map.of()),
            Lotteries.alone(),
            limiters,
            () -> LONGEST_SILENCE,
            new TestSwitches().board());
    private final Sessions.Session alice = sessions.open("alice");

    private SaleMemory memory = Boards.remembering(sale().build(), clock);

    @Test
    void aSignedInBuyerWithAPassPassesAndIsNamed() {
        BuyClick click = click(goodHeaders());
        assertThat(chain.test(click)).isNull();
        assertThat(click.buyerId()).isEqualTo(alice.userId());
        assertThat(click.isPrivileged()).isFalse();
    }

    @Test
    void nobodyPassesBeforeTheOpening() {
        clock.set(OPENS_AT.minusMillis(1));
        rememberNow(sale().build());
        assertDrop(goodHeaders(), DropReason.NOT_OPEN, 409, "sale-not-open");
        assertThat(answerTo(goodHeaders()).json().getString("opensAt")).isEqualTo(OPENS_AT.toString());
        clock.set(OPENS_AT);
        assertThat(chain.test(click(goodHeaders()))).isNull();
    }

    @Test
    void nobodyPassesFromTheClosingOn() {
        clock.set(CLOSES_AT.minusMillis(1));
        rememberNow(sale().build());
        Map<String, String> headers = goodHeaders();
        assertThat(chain.test(click(headers))).isNull();
        clock.set(CLOSES_AT);
        assertDrop(headers, DropReason.CLOSED, 409, "sale-not-open");
    }

    @Test
    void soldOutIsForNowUnlessNothingCanComeBack() {
        rememberNow(sale().soldOut(false).build());
        assertDrop(goodHeaders(), DropReason.SOLD_OUT, 409, "sold-out");
        assertThat(answerTo(goodHeaders()).json().getBoolean("final")).isFalse();
        rememberNow(sale().soldOut(true).build());
        assertThat(answerTo(goodHeaders()).json().getBoolean("final")).isTrue();
    }

    @Test
    void theFlagClearsWhenStockReturns() {
        rememberNow(sale().at(1, 5).soldOut(false).build());
        Boards.tell(memory, sale().at(1, 6).available(1).build(), clock);
        assertThat(chain.test(click(goodHeaders()))).isNull();
    }

    @Test
    void aSaleBeingRebuiltIsSoldOutForNow() {
        rememberNow(sale().state("RECOVERING").build());
        assertDrop(goodHeaders(), DropReason.RECOVERING, 409, "sold-out");
        assertThat(answerTo(goodHeaders()).json().getBoolean("final")).isFalse();
    }

    @Test
    void aSaleNotHeardOfForTooLongIsSoldOutForNow() {
        Map<String, String> headers = goodHeaders();
        clock.advance(LONGEST_SILENCE);
        assertThat(chain.test(click(headers))).isNull();
        clock.advance(Duration.ofMillis(1));
        assertDrop(headers, DropReason.FEED_LOST, 409, "sold-out");
        Boards.tell(memory, sale().build(), clock);
        assertThat(chain.test(click(headers))).isNull();
    }

    @Test
    void aBuyerWithAnOrderReachesInventoryWhateverTheStateOfStock() {
        memory = Boards.remembering(sale().soldOut(true).build(), clock);
        memory.accepted(alice.userId(), "sale1-1-1");
        assertThat(chain.test(click(goodHeaders()))).isNull();
        Boards.tell(memory, sale().at(2, 1).state("RECOVERING").build(), clock);
        assertThat(chain.test(click(goodHeaders()))).isNull();
        Map<String, String> headers = goodHeaders();
        clock.advance(LONGEST_SILENCE.plusMillis(1));
        assertThat(chain.test(click(headers))).isNull();
    }

    @Test
    void aBuyerWithAClickUnderWayPassesTheSoldOutFlagAndNobodyElseDoes() {
        rememberNow(sale().soldOut(false).build());
        memory.clicked(alice.userId());
        assertThat(chain.test(click(goodHeaders()))).isNull();
        Sessions.Session bob = sessions.open("bob");
        assertDrop(headers(bob, pass(bob)), DropReason.SOLD_OUT, 409, "sold-out");
    }

    @Test
    void whoLiesAboutBeingAContenderIsToldWhatEverybodyIsTold() {
        rememberNow(sale().soldOut(false).build());
        memory.accepted(alice.userId(), "sale1-1-1");
        String forged = alice.token().substring(0, alice.token().lastIndexOf('.')) + ".forged";
        assertDrop(Map.of("Authorization", "Bearer " + forged), DropReason.SOLD_OUT, 409, "sold-out");
        rememberNow(sale().build());
        assertDrop(Map.of("Authorization", "Bearer " + forged), DropReason.UNAUTHENTICATED, 401, "unauthenticated");
    }

    @Test
    void whoIsNotSignedInIsAskedTo() {
        assertDrop(Map.of(), DropReason.UNAUTHENTICATED, 401, "unauthenticated");
        assertDrop(Map.of("Authorization", "Bearer nonsense"), DropReason.UNAUTHENTICATED, 401, "unauthenticated");
        Map<String, String> expired = goodHeaders();
        rememberNow(sale().window(OPENS_AT, OPENS_AT.plus(Duration.ofDays(2))).build());
        clock.advance(Duration.ofHours(13));
        Boards.tell(memory, memory.sale(), clock);
        assertDrop(expired, DropReason.UNAUTHENTICATED, 401, "unauthenticated");
    }

    @Test
    void aBuyNeedsAPass() {
        Map<String, String> headers = new HashMap<>(goodHeaders());
        headers.remove("X-Purchase-Pass");
        assertDrop(headers, DropReason.PASS_REQUIRED, 403, "pass-required");
        headers.put("X-Purchase-Pass", "");
        assertDrop(headers, DropReason.PASS_REQUIRED, 403, "pass-required");
    }

    @Test
    void aPassOfAnotherBuyerOrSaleOrOneThatRanOutIsInvalid() {
        assertDrop(headers(alice, pass(sessions.open("bob"))), DropReason.PASS_INVALID, 403, "pass-invalid");
        assertDrop(
                headers(alice, passes.issue("sale2", alice.userId(), CLOSES_AT).pass()),
                DropReason.PASS_INVALID,
                403,
                "pass-invalid");
        assertDrop(headers(alice, alice.token()), DropReason.PASS_INVALID, 403, "pass-invalid");
        Map<String, String> old = goodHeaders();
        clock.advance(Duration.ofMinutes(11));
        Boards.tell(memory, memory.sale(), clock);
        assertDrop(old, DropReason.PASS_INVALID, 403, "pass-invalid");
    }

    @Test
    void aRepeatedClickIsNeverTooMuchForTheService() {
        while (limiters.clicks().hasRoom(true)) {
            limiters.clicks().acquire();
        }
        memory.clicked(alice.userId());
        assertThat(chain.test(click(goodHeaders()))).as("a click under way").isNull();
        memory.accepted(alice.userId(), "sale1-1-1");
        assertThat(chain.test(click(goodHeaders()))).as("an order").isNull();
    }

    @Test
    void whatIsTooMuchForTheServiceIsSoldOutForNowAndPrivilegedBuyersHaveAReserve() {
        while (limiters.clicks().tryAcquire(false)) {
            assertThat(limiters.clicks().inFlight()).isLessThan(10_000);
        }
        assertDrop(goodHeaders(), DropReason.OVERLOADED, 409, "sold-out");
        assertThat(answerTo(goodHeaders()).json().getBoolean("final")).isFalse();
        Sessions.Session vip = sessions.open("alice", true);
        BuyClick click = click(headers(vip, pass(vip)));
        assertThat(chain.test(click)).isNull();
        assertThat(click.isPrivileged()).isTrue();
        limiters.clicks().giveBack(1);
        assertThat(chain.test(click(goodHeaders()))).isNull();
    }

    @Test
    void theCheapestQuestionIsAskedFirst() {
        clock.set(CLOSES_AT);
        rememberNow(sale().soldOut(false).build());
        assertDrop(Map.of(), DropReason.CLOSED, 409, "sale-not-open");
        clock.set(OPENS_AT);
        assertDrop(Map.of(), DropReason.SOLD_OUT, 409, "sold-out");
        rememberNow(sale().build());
        assertDrop(Map.of("X-Purchase-Pass", "nonsense"), DropReason.UNAUTHENTICATED, 401, "unauthenticated");
    }

    private void rememberNow(Sale sale) {
        memory = Boards.remembering(sale, clock);
    }

    private BuyClick click(Map<String, String> headers) {
        return new BuyClick(Requests.with(headers), memory, clock.millis());
    }

    private Map<String, String> goodHeaders() {
        return headers(alice, pass(alice));
    }

    private String pass(Sessions.Session buyer) {
        return passes.issue("sale1", buyer.userId(), clock.instant().plusSeconds(600))
                .pass();
    }

    private static Map<String, String> headers(Sessions.Session buyer, String pass) {
        return Map.of("Authorization", "Bearer " + buyer.token(), "X-Purchase-Pass", pass);
    }

    private void assertDrop(Map<String, String> headers, DropReason reason, int status, String type) {
        Drop drop = chain.test(click(headers));
        assertThat(drop).isNotNull();
        assertThat(drop.reason()).isEqualTo(reason);
        RecordedResponse response = answerTo(headers);
        assertThat(response.status()).isEqualTo(status);
        assertThat(response.json().getString("type")).isEqualTo("/problems/" + type);
        assertThat(response.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(response.header("Cache-Control")).isEqualTo("no-store");
    }

    private RecordedResponse answerTo(Map<String, String> headers) {
        RecordedResponse response = new RecordedResponse();
        chain.test(click(headers)).refusal().send(response.asResponse());
        assertThat(response.isAnsweredOnce()).isTrue();
        return response;
    }
}
