package io.flashsale.launcher.gathering;

import io.flashsale.launcher.fairness.Evidence;
import io.flashsale.launcher.fairness.Evidence.Decision;
import io.flashsale.launcher.fairness.Evidence.LineEntry;
import io.flashsale.launcher.fairness.Evidence.Publication;
import io.flashsale.launcher.fairness.Evidence.SwitchChange;
import io.flashsale.launcher.fairness.Evidence.Told;
import io.flashsale.launcher.fairness.Evidence.Winner;
import io.flashsale.launcher.selling.EdgeClient;
import io.flashsale.servers.HostPort;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Gathers the evidence of one sale from the topics and from an edge.
 *
 * <p>Events that came twice count once. The ranks' key stays where it is until the sale has closed, so evidence can be handed
 * to anybody at any time.
 */
public final class EvidenceGatherer {

    private final String saleId;
    private final EventReader events;
    private final List<EventReader.SaleEvent> sales = new ArrayList<>();
    private final List<LineEntry> lines = new ArrayList<>();
    private final List<Decision> decisions = new ArrayList<>();
    private final Set<String> samples = new HashSet<>();
    private final Map<String, Winner> winners = new LinkedHashMap<>();

    private EvidenceGatherer(String saleId) {
        this.saleId = saleId;
        this.events = new EventReader(saleId);
    }

    /**
     * The evidence as it is now; empty when there is no such sale.
     *
     * @param adminToken with which the edge tells of its switches; null to do without
     * @throws IOException with a message for users when Kafka or the edge does not answer
     */
    public static Optional<Evidence> gather(String saleId, HostPort broker, EdgeClient edge, String adminToken)
            throws IOException, InterruptedException {
        EvidenceGatherer gatherer = new EvidenceGatherer(saleId);
        try (TopicHistory topics = new TopicHistory(broker)) {
            boolean whole = topics.read("flashsale.sales.v1", gatherer::hearSale);
            if (gatherer.sales.isEmpty()) {
                return Optional.empty();
            }
            // The edge before the history: it shows no line then that the history does not have yet.
            Publication published = EdgeAnswers.publication(edge.fairness(saleId));
            topics.read("flashsale.lines.v1", gatherer::hearLine);
            topics.read("flashsale.decisions.v1", gatherer::hearDecisions);
            topics.read("flashsale.orders.v1", gatherer::hearOrder);
            // After the decisions: what they followed from has been changed by now.
            List<SwitchChange> switches =
                    adminToken == null ? null : EdgeAnswers.switches(edge.switches(adminToken), saleId);
            return Optional.of(gatherer.evidence(whole, switches, published));
        }
    }

    private void hearSale(String event) {
        EventReader.SaleEvent sale = events.sale(event);
        if (sale != null) {
            sales.add(sale);
        }
    }

    private void hearLine(String event) {
        LineEntry line = events.line(event);
        if (line != null) {
            lines.add(line);
        }
    }

    private void hearDecisions(String event) {
        EventReader.Sample sample = events.sample(event);
        if (sample != null && samples.add(sample.id())) {
            decisions.addAll(sample.decisions());
        }
    }

    private void hearOrder(String event) {
        Winner winner = events.winner(event);
        if (winner != null) {
            winners.putIfAbsent(winner.orderId(), winner);
        }
    }

    private Evidence evidence(boolean whole, List<SwitchChange> switches, Publication published) {
        EventReader.SaleEvent last = sales.get(sales.size() - 1);
        boolean closed = last.closed() || published.key() != null;
        Map<String, Told> told = new LinkedHashMap<>();
        sales.forEach(sale -> told.putIfAbsent(sale.commitment(), new Told(sale.at(), sale.commitment())));
        return new Evidence(
                new Evidence.Sale(
                        saleId, last.mode(), last.opensAt(), last.closesAt(), closed, closed ? last.key() : null),
                List.copyOf(told.values()),
                whole,
                lines,
                decisions,
                List.copyOf(winners.values()),
                switches,
                published);
    }
}
