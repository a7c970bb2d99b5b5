package io.flashsale.inventory.reserving;

import io.flashsale.inventory.Click;
import io.flashsale.inventory.Outcome;
import io.flashsale.inventory.Sale;
import io.flashsale.inventory.SaleState;
import io.flashsale.inventory.crashing.CrashPoints;
import io.flashsale.inventory.rebuilding.Rebuilds;
import io.flashsale.inventory.redis.NotSent;
import io.flashsale.inventory.redis.Script;
import io.flashsale.inventory.redis.SlotStatus;
import io.flashsale.inventory.redis.Slots;
import io.flashsale.inventory.relaying.RelayLoop;
import io.flashsale.inventory.selling.SaleDirectory;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Response;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes stock for a batch of clicks in one script call, on the event loop, without MySQL or Kafka.
 *
 * <p>It never guesses: whatever keeps it from knowing the stock (an unknown sale, a slot that is being rebuilt, an epoch
 * that has moved on, a Redis that has been started anew or is not connected) becomes RECOVERING for the whole batch,
 * which buyers read as "sold out for now".
 */
@Singleton
final class Reservations {

    private static final int HEADER = 4;
    private static final int FIELDS_PER_CLICK = 4;

    private final SaleDirectory directory;
    private final Slots slots;
    private final RelayLoop relay;
    private final Rebuilds rebuilds;
    private final ReservationTimes times;
    private final Map<Outcome, Counter> counters = new EnumMap<>(Outcome.class);

    Reservations(
            SaleDirectory directory,
            Slots slots,
            RelayLoop relay,
            Rebuilds rebuilds,
            ReservationTimes times,
            MeterRegistry metrics) {
        this.directory = directory;
        this.slots = slots;
        this.relay = relay;
        this.rebuilds = rebuilds;
        this.times = times;
        for (Outcome outcome : Outcome.values()) {
            counters.put(
                    outcome,
                    Counter.builder("flashsale.reservations")
                            .description("Clicks answered by the reservation script")
                            .tag("outcome", outcome.name())
                            .register(metrics));
        }
    }

    /** One answer per click, in the same order; fails when Redis does not answer in time. */
    Uni<List<Answer>> reserve(String saleId, List<Click> clicks) {
        Optional<Sale> sale = directory.find(saleId);
        if (sale.isEmpty()) {
            return Uni.createFrom().item(refuseAll(Outcome.UNKNOWN_SALE, clicks.size()));
        }
        if (sale.get().state() != SaleState.OPEN) {
            return Uni.createFrom().item(refuseAll(Outcome.RECOVERING, clicks.size()));
        }
        long sentAt = System.nanoTime();
        return slots.runOn(
                        sale.get().trustedRun(),
                        Script.RESERVE_STOCK,
                        saleId,
                        arguments(sale.get().epoch(), clicks))
                .onTermination()
                .invoke(() -> times.took(System.nanoTime() - sentAt))
                .map(reply -> answers(sale.get(), reply, clicks.size()))
                .onFailure(NotSent.class)
                .recoverWithItem(() -> refuseAll(Outcome.RECOVERING, clicks.size()));
    }

    private static List<String> arguments(int epoch, List<Click> clicks) {
        List<String> arguments = new ArrayList<>(1 + 4 * clicks.size());
        arguments.add(Integer.toString(epoch));
        for (Click click : clicks) {
            arguments.add(click.buyerId());
            arguments.add(Integer.toString(click.quantity()));
            arguments.add(Long.toString(click.deadline()));
            arguments.add(click.traceparent() == null ? "" : click.traceparent());
        }
        return arguments;
    }

    private List<Answer> answers(Sale sale, Response reply, int clicks) {
        SlotStatus status = SlotStatus.ofCode(reply.get(0).toInteger());
        if (status != SlotStatus.OK) {
            rebuilds.requestIfBroken(sale, status);
            return refuseAll(outcomeOf(status), clicks);
        }
        boolean isFinal = reply.get(3).toInteger() == 1;
        boolean reserved = false;
        List<Answer> answers = new ArrayList<>(clicks);
        for (int i = 0; i < clicks; i++) {
            int at = HEADER + FIELDS_PER_CLICK * i;
            Outcome outcome = Outcome.ofCode(reply.get(at).toInteger());
            counters.get(outcome).increment();
            reserved |= outcome == Outcome.RESERVED;
            answers.add(
                    switch (outcome) {
                        case RESERVED, ALREADY_RESERVED ->
                            Answer.ofOrder(
                                    outcome,
                                    reply.get(at + 1).toString(),
                                    reply.get(at + 2).toInteger(),
                                    reply.get(at + 3).toString());
                        case SOLD_OUT -> Answer.ofSoldOut(isFinal);
                        default -> Answer.of(outcome);
                    });
        }
        if (reserved) {
            relay.wake();
            CrashPoints.RESERVE_AFTER_APPEND.reach();
        }
        return answers;
    }

    private List<Answer> refuseAll(Outcome outcome, int clicks) {
        counters.get(outcome).increment(clicks);
        return Collections.nCopies(clicks, Answer.of(outcome));
    }

    private static Outcome outcomeOf(SlotStatus status) {
        return switch (status) {
            case NOT_OPEN -> Outcome.NOT_OPEN;
            case CLOSED -> Outcome.CLOSED;
            default -> Outcome.RECOVERING;
        };
    }
}
