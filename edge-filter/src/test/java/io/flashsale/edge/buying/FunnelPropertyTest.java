package io.flashsale.edge.buying;

import static io.flashsale.edge.rig.TestSale.OPENS_AT;
import static io.flashsale.edge.rig.TestSale.sale;
import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.edge.DropReason;
import io.flashsale.edge.buying.Clicks.Click;
import io.flashsale.edge.buying.Clicks.Flight;
import io.flashsale.edge.buying.Clicks.Sender;
import io.flashsale.edge.concurrency.TestLimiters;
import io.flashsale.edge.concurrency.UpstreamLimiter;
import io.flashsale.edge.rig.MutableClock;
import io.flashsale.edge.selling.Boards;
import io.flashsale.edge.selling.Funnel;
import io.flashsale.edge.selling.SaleMemory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/**
 * Whatever becomes of the batches: every click is answered exactly once and counted exactly once, and its permit is given
 * back.
 */
class FunnelPropertyTest {

    private static final List<String> OUTCOMES = List.of(
            "SOLD_OUT", "TOO_FEW_LEFT", "BUSY", "EXPIRED", "NOT_OPEN", "CLOSED", "RECOVERING", "INVALID_QUANTITY");

    /** What happens next. */
    enum Step {
        CLICK,
        CLICK_AGAIN,
        ANSWER,
        ANSWER_TOO_FEW,
        ANSWER_NONSENSE,
        FAIL,
        REFUSE_CONNECTION,
        WAIT,
        GO_AWAY
    }

    private final MutableClock clock = new MutableClock(OPENS_AT);
    private final SaleMemory memory = Boards.remembering(sale().build(), clock);
    private final Sender sender = new Sender();
    private final UpstreamLimiter limiter = TestLimiters.fixed(12);
    private final ClickMerger merger = new ClickMerger(sender::send, new ClickAnswers(), limiter, clock, 3, 2, 8);
    private final List<Click> taken = new ArrayList<>();
    private int clicks;

    @Property(tries = 500)
    void acceptedAndDroppedAreTheClicks(@ForAll @Size(max = 60) List<Step> steps, @ForAll Random random) {
        steps.forEach(step -> take(step, random));
        while (flying() != null) {
            answer(flying(), random);
        }

        Funnel funnel = Funnel.of(memory);
        long dropped =
                funnel.dropped().values().stream().mapToLong(Long::longValue).sum();
        assertThat(funnel.accepted() + dropped).isEqualTo(clicks).isEqualTo(funnel.clicks());
        Funnel.Passed last = funnel.stages().get(funnel.stages().size() - 1);
        assertThat(last.reached() - last.dropped()).as("what comes through").isEqualTo(funnel.accepted());
        assertThat(limiter.inFlight()).as("permits in use").isZero();
        assertThat(memory.underWayCount()).as("clicks that wait").isZero();
        assertThat(taken).allMatch(click -> click.response().isAnsweredOnce() || isGone(click));
    }

    private void take(Step step, Random random) {
        Flight flight = flying();
        switch (step) {
            case CLICK -> click("sale" + random.nextInt(2), "buyer" + clicks);
            case CLICK_AGAIN -> click("sale0", "buyer1");
            case WAIT -> clock.advance(Duration.ofMillis(random.nextInt(2_000)));
            case GO_AWAY ->
                taken.stream()
                        .filter(click -> !click.response().isAnswered())
                        .findAny()
                        .ifPresent(click -> click.response().close());
            default -> {
                if (flight != null) {
                    land(step, flight, random);
                }
            }
        }
    }

    private static void land(Step step, Flight flight, Random random) {
        switch (step) {
            case ANSWER_TOO_FEW -> flight.promise().complete(List.of());
            case ANSWER_NONSENSE ->
                flight.promise()
                        .complete(flight.clicks().stream()
                                .map(click -> Clicks.refused(null))
                                .toList());
            case FAIL -> flight.promise().fail("lost");
            case REFUSE_CONNECTION ->
                flight.promise().fail(new ReservationClient.NotSent(new IllegalStateException("refused")));
            default -> answer(flight, random);
        }
    }

    private static void answer(Flight flight, Random random) {
        flight.promise()
                .complete(flight.clicks().stream()
                        .map(click -> random.nextBoolean()
                                ? Clicks.reserved("sale1-1-1")
                                : Clicks.refused(OUTCOMES.get(random.nextInt(OUTCOMES.size()))))
                        .toList());
    }

    private void click(String saleId, String buyerId) {
        clicks++;
        Click click = Click.by(memory, buyerId, clock.millis() + 1_500);
        DropReason full = merger.add(saleId, click.pending());
        if (full == null) {
            taken.add(click);
        } else {
            memory.droppedAfterClick(buyerId, full);
        }
    }

    private Flight flying() {
        return sender.flights.stream()
                .filter(flight -> !flight.promise().future().isComplete())
                .findFirst()
                .orElse(null);
    }

    private static boolean isGone(Click click) {
        return click.pending().response().closed();
    }
}
