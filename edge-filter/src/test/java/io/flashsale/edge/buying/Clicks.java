package io.flashsale.edge.buying;

import io.flashsale.edge.rig.RecordedResponse;
import io.flashsale.edge.selling.SaleMemory;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Clicks whose answers can be looked at, and a sender that answers when it is told to. */
final class Clicks {

    private Clicks() {}

    /** A click and what its buyer was told. */
    record Click(PendingClick pending, RecordedResponse response) {

        static Click by(SaleMemory memory, String buyerId, long deadline) {
            RecordedResponse response = new RecordedResponse();
            memory.clicked(buyerId);
            return new Click(new PendingClick(memory, buyerId, 1, deadline, null, 0, response.asResponse()), response);
        }
    }

    static ReservationAnswer reserved(String orderId) {
        return new ReservationAnswer("RESERVED", orderId, 1, "QUEUED", false);
    }

    static ReservationAnswer refused(String outcome) {
        return new ReservationAnswer(outcome, null, 0, null, false);
    }

    /** Keeps every batch until the test answers it. */
    static final class Sender {
        final List<Flight> flights = new ArrayList<>();

        Future<List<ReservationAnswer>> send(String saleId, List<PendingClick> clicks) {
            Flight flight = new Flight(saleId, List.copyOf(clicks), Promise.promise());
            flights.add(flight);
            return flight.promise().future();
        }

        Flight last() {
            return flights.get(flights.size() - 1);
        }
    }

    record Flight(String saleId, List<PendingClick> clicks, Promise<List<ReservationAnswer>> promise) {

        void land() {
            promise.complete(IntStream.range(0, clicks.size())
                    .mapToObj(i -> reserved("sale1-1-" + i))
                    .toList());
        }
    }
}
