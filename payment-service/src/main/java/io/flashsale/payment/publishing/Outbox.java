package io.flashsale.payment.publishing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;

/** Where events wait, in the database, from the transaction that caused them until Kafka has them. */
@ApplicationScoped
public class Outbox {

    private final OutboxRepository entries;
    private final Event<OutboxAppended> appended;
    private final Clock clock;

    Outbox(OutboxRepository entries, Event<OutboxAppended> appended, Clock clock) {
        this.entries = entries;
        this.appended = appended;
        this.clock = clock;
    }

    /** Adds an event about an order to the running transaction; it is sent if and only if that commits. */
    public void append(String orderId, String payload) {
        entries.persist(new OutboxEntry(orderId, payload, clock.instant()));
        appended.fire(new OutboxAppended());
    }
}
