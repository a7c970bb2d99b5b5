package io.flashsale.order.paying;

import io.flashsale.order.consuming.BatchIntake;
import io.flashsale.order.crashing.CrashPoints;
import io.flashsale.order.storing.DatabaseException;
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
 * alarm and not worth waiting for. So is an event whose data the database refuses: it would hold up the others for ever.
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
            boolean known = record(event);
            CrashPoints.PAYMENT_EVENT_AFTER_COMMIT.reach();
            metrics.counter(
                            "flashsale.payment.events",
                            "status",
                            event.payment().status().name())
                    .increment();
            if (!known) {
                alarm("payment-of-unknown-order", event);
            }
        }
    }

    private boolean record(PaymentEvent event) {
        try {
            return recorder.record(event.orderId(), event.payment(), event.traceparent())
                    .isPresent();
        } catch (DatabaseException e) {
            if (!e.isDataError()) {
                throw e;
            }
            alarm("impossible-payment", event);
            return true;
        }
    }

    private void alarm(String reason, PaymentEvent event) {
        metrics.counter("flashsale.alarms", "reason", reason).increment();
        LOG.errorf("Payment %s of order %s: %s", event.payment().paymentId(), event.orderId(), reason);
    }
}
