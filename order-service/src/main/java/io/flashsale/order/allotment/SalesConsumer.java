package io.flashsale.order.allotment;

import io.flashsale.order.consuming.BatchIntake;
import io.flashsale.order.crashing.CrashPoints;
import io.flashsale.order.storing.DatabaseException;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** Keeps the allotments up to date with {@code flashsale.sales.v1}. Of one poll only the newest state counts. */
@ApplicationScoped
class SalesConsumer {

    private static final Logger LOG = Logger.getLogger(SalesConsumer.class);

    private static final String CHANNEL = "sales";

    private final BatchIntake intake;
    private final TermsTable allotments;
    private final MeterRegistry metrics;

    SalesConsumer(BatchIntake intake, TermsTable allotments, MeterRegistry metrics) {
        this.intake = intake;
        this.allotments = allotments;
        this.metrics = metrics;
    }

    @Incoming(CHANNEL)
    Uni<Void> consume(ConsumerRecords<byte[], byte[]> records) {
        return intake.take(CHANNEL, records, SaleTerms::read, this::keep);
    }

    private void keep(List<SaleTerms> states) {
        Map<String, SaleTerms> newest = new HashMap<>();
        for (SaleTerms state : states) {
            newest.merge(state.saleId(), state, (known, next) -> next.isNewerThan(known) ? next : known);
        }
        newest.values().forEach(this::keep);
    }

    private void keep(SaleTerms terms) {
        try {
            allotments.keepIfNewer(terms);
            CrashPoints.ALLOTMENT_AFTER_COMMIT.reach();
        } catch (DatabaseException e) {
            // A duplicate key means that another copy was first: trying again finds its row. Anything else that is
            // wrong with the data, such as a total below the units taken, must not hold up the other sales.
            if (!e.isDataError() || e.isDuplicateKey()) {
                throw e;
            }
            metrics.counter("flashsale.alarms", "reason", "impossible-terms").increment();
            LOG.errorf("The terms of sale %s cannot be kept: %s", terms.saleId(), e.getMessage());
        }
    }
}
