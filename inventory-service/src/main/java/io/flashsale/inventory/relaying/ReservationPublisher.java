package io.flashsale.inventory.relaying;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.inject.Singleton;
import java.util.List;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/** Sends reservations to {@code flashsale.reservations.v1}, spread by order so that no sale becomes a hot partition. */
@Singleton
final class ReservationPublisher {

    private final MutinyEmitter<Record<String, String>> reservations;
    private final ObjectMapper json;

    ReservationPublisher(
            @Channel("reservations") @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = 4096)
                    MutinyEmitter<Record<String, String>> reservations,
            ObjectMapper json) {
        this.reservations = reservations;
        this.json = json;
    }

    /** Completes when the broker has acknowledged every one of them, fails when any was refused. */
    Uni<Void> send(List<StockReserved> events) {
        return Uni.join()
                .all(events.stream().map(this::send).toList())
                .andCollectFailures()
                .replaceWithVoid();
    }

    private Uni<Void> send(StockReserved event) {
        try {
            return reservations.send(Record.of(event.orderId(), json.writeValueAsString(event)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A reservation can always be written as JSON", e);
        }
    }
}
