package io.flashsale.order.paying;

import io.flashsale.order.consuming.BatchIntake;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * The entrance of {@code flashsale.payments.v1}.
 *
 * <p>A payment is made for an order that is in the database, so an unknown order means that data was lost: that is an
 * alarm and not worth waiting for.
 */
@ApplicationScoped
class PaymentsConsumer {

    private static final Logger LOG = Logger.getLogger(PaymentsConsumer.class);

    private static final String CHANNEL = "payments";

    private final BatchIntake intake;
    private final PaymentRecorder recorder;
    private final MeterRegistry metrics;

    PaymentsConsumer(BatchIntake intake, PaymentRecorder recorder, MeterRegistry metrics) {
        this.intake = intake;
        this.recorder = recorder;
        this.metrics = metrics;
    }

    @Incoming(CHANNEL)
    Uni<Void> consume(ConsumerRecords<byte[], byte[]> records) {
        return intake.take(CHANNEL, records, PaymentEvent::read, this::record);
    }

    private void record(List<PaymentEvent> events) {
        for (PaymentEvent event : events) {
            boolean known = recorder.record(event.orderId(), event.payment(), event.traceparent())
                    .isPresent();
            metrics.counter(
                            "flashsale.payment.events",
                            "status",
                            event.payment().status().name())
                    .increment();
            if (!known) {
                metrics.counter("flashsale.alarms", "reason", "payment-of-unknown-order")
                        .increment();
                LOG.errorf(
                        "Payment %s is for order %s, which does not exist",
                        event.payment().paymentId(), event.orderId());
            }
        }
    }
}
