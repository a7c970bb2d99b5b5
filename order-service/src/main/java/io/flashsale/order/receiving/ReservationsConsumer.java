package io.flashsale.order.receiving;

import io.flashsale.order.consuming.BatchIntake;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** The entrance of {@code flashsale.reservations.v1}: one transaction per poll. */
@ApplicationScoped
class ReservationsConsumer {

    private static final String CHANNEL = "reservations";

    private final BatchIntake intake;
    private final ReservationBatch batch;
    private final ReservationReader reader = new ReservationReader();

    ReservationsConsumer(BatchIntake intake, ReservationBatch batch) {
        this.intake = intake;
        this.batch = batch;
    }

    @Incoming(CHANNEL)
    Uni<Void> consume(ConsumerRecords<byte[], byte[]> records) {
        return intake.take(CHANNEL, records, reader, batch::receive);
    }
}
