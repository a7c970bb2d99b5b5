package io.flashsale.order.streaming;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flashsale.order.querying.Buyer;
import io.flashsale.order.querying.OrderLookup;
import io.flashsale.order.querying.OrderView;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Clock;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;

/**
 * The push of an order's changes: first the order as it is, then one event per transition, until nothing can change
 * any more.
 */
@Path("/api/orders/{orderId}/events")
class OrderEventsResource {

    /** Events that may wait for a slow reader; an order has a handful in its life, the rest are heartbeats. */
    private static final int BUFFER = 32;

    private final OrderLookup lookup;
    private final OpenStreams streams;
    private final OrderTail tail;
    private final ObjectMapper json;
    private final Clock clock;

    OrderEventsResource(OrderLookup lookup, OpenStreams streams, OrderTail tail, ObjectMapper json, Clock clock) {
        this.lookup = lookup;
        this.streams = streams;
        this.tail = tail;
        this.json = json;
        this.clock = clock;
    }

    @GET
    @Blocking
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Multi<OutboundSseEvent> events(
            @RestPath String orderId, @RestHeader(Buyer.HEADER) String userId, @Context Sse sse) {
        String buyerId = Buyer.demand(userId);
        streams.demandRoom();
        OrderView first = lookup.find(orderId, buyerId);
        return Multi.createFrom().emitter(emitter -> open(first, sse, emitter), BUFFER);
    }

    private void open(OrderView first, Sse sse, MultiEmitter<? super OutboundSseEvent> emitter) {
        OrderStream stream = new OrderStream(
                first.orderId(),
                clock.millis(),
                view -> emitter.emit(event(view, sse)),
                () -> emitter.emit(sse.newEventBuilder().comment("still here").build()),
                emitter::complete);
        emitter.onTermination(() -> streams.remove(stream));
        streams.add(stream);
        stream.offer(first, clock.millis());
        // What changed between the look-up and the registration is found by looking once more.
        tail.lookAt(first.orderId());
    }

    private OutboundSseEvent event(OrderView view, Sse sse) {
        try {
            return sse.newEventBuilder()
                    .name("order")
                    .id(Long.toString(view.version()))
                    .mediaType(MediaType.TEXT_PLAIN_TYPE)
                    .data(String.class, json.writeValueAsString(view))
                    .build();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An order cannot be written", e);
        }
    }
}
