package io.flashsale.order.publishing;

import io.flashsale.order.Order;
import io.flashsale.order.sending.AcknowledgedSender;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Tells of orders directly, without the outbox: for transitions that a consumed record caused, whose offset is
 * committed only after this has succeeded.
 */
@ApplicationScoped
public class OrderPublisher {

    private final AcknowledgedSender sender;
    private final OrderEventWriter writer;

    OrderPublisher(AcknowledgedSender sender, OrderEventWriter writer) {
        this.sender = sender;
        this.writer = writer;
    }

    /** An order to tell of, as it is, in the trace of what caused it. */
    public record Announcement(Order order, String traceparent) {}

    /** Sends all events and returns once Kafka has acknowledged them. */
    public void publish(List<Announcement> announcements) {
        sender.send(announcements.stream()
                .map(each -> OrderEventWriter.asRecord(
                        each.order().orderId(), writer.json(each.order(), each.traceparent())))
                .toList());
    }
}
