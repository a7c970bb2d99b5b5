package io.flashsale.edge.measuring;

import static io.flashsale.edge.rig.StubServices.INVENTORY;
import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.edge.identity.Passes;
import io.flashsale.edge.identity.Sessions;
import io.flashsale.edge.measuring.Crowd.Refused;
import io.flashsale.edge.rig.Edge;
import io.flashsale.edge.rig.StubServices;
import io.flashsale.edge.switching.SwitchBoard;
import io.flashsale.testing.RealServers;
import io.flashsale.testing.measuring.BareServer;
import io.flashsale.testing.measuring.Stampede;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * What a refused click costs over HTTP, beside a bare server that sends the same bytes in answer to the same requests, in
 * turns. The limits and the bot score are as configured by default. Not part of any build; see docs/performance.md.
 */
@QuarkusTest
@WithTestResource(RealServers.class)
@WithTestResource(value = StubServices.class, initArgs = @ResourceArg(name = "guards", value = "default"))
class RefusalBenchmark {

    private static final int ROUNDS = 5;
    private static final long ROUND_MILLIS = 1_000;
    private static final long WARM_UP_MILLIS = 2_000;

    /** Hasty buyers get a click through now and then. */
    private static final double MOST_OTHERS = 0.05;

    @TestHTTPResource
    URI edge;

    @Inject
    Sessions sessions;

    @Inject
    Passes passes;

    @Inject
    SwitchBoard switches;

    @Test
    void requestsPerSecondBesideABareServer() throws Exception {
        List<Refused> kinds = new Crowd(sessions, passes, switches).everyKind();
        kinds.forEach(kind ->
                INVENTORY.on("/internal/sales/" + kind.sale().saleId() + "/demand", 200, "{\"threshold\":0.05}"));
        try (Stampede stampede = new Stampede();
                BareServer bare = new BareServer()) {
            List<Pair> pairs = new ArrayList<>();
            for (Refused kind : kinds) {
                pairs.add(new Pair(kind, stampede, bare));
            }
            for (int round = 0; round < ROUNDS; round++) {
                for (Pair pair : pairs) {
                    pair.measure(round);
                }
            }
            System.out.printf("refused as        edge,     bare [requests/s, median of %d]   ratio%n", ROUNDS);
            for (Pair pair : pairs) {
                pair.print();
            }
        }
    }

    /** The edge's refusal of one kind, and the bare server's answer with the same bytes. */
    private final class Pair {
        private final Refused kind;
        private final Stampede stampede;
        private final BareServer bare;
        private final List<Buffer> requests;
        private final String answer;
        private final double[] edgeRates = new double[ROUNDS];
        private final double[] bareRates = new double[ROUNDS];

        /** Both are warm then. */
        Pair(Refused kind, Stampede stampede, BareServer bare) throws Exception {
            this.kind = kind;
            this.stampede = stampede;
            this.bare = bare;
            this.requests = kind.requests();
            stampede.run(edge, requests, kind.status(), WARM_UP_MILLIS);
            this.answer = stampede.ask(edge, requests.get(0));
            bare.answerWith(answer);
            stampede.run(bare.url(), requests, kind.status(), WARM_UP_MILLIS / 2);
        }

        void measure(int round) throws Exception {
            bare.answerWith(answer);
            if (round % 2 == 0) {
                edgeRates[round] = edgeRate();
                bareRates[round] = rate(bare.url());
            } else {
                bareRates[round] = rate(bare.url());
                edgeRates[round] = edgeRate();
            }
        }

        private double edgeRate() throws Exception {
            int before = dropped();
            double rate = rate(edge);
            assertThat(dropped() - before)
                    .as("clicks counted as %s", kind.reason())
                    .isGreaterThanOrEqualTo((int) (rate * ROUND_MILLIS / 1_000));
            return rate;
        }

        private double rate(URI server) throws Exception {
            Stampede.Rate rate = stampede.run(server, requests, kind.status(), ROUND_MILLIS);
            assertThat(rate.others())
                    .as("answers to %s with another status than %d", kind.reason(), kind.status())
                    .isLessThanOrEqualTo(MOST_OTHERS * rate.expected());
            return rate.expected();
        }

        private int dropped() {
            Integer dropped = Edge.operator()
                    .get("/admin/funnel/{id}", kind.sale().saleId())
                    .path("dropped." + kind.reason());
            return dropped == null ? 0 : dropped;
        }

        void print() {
            double edgeRate = median(edgeRates);
            double bareRate = median(bareRates);
            System.out.printf(
                    Locale.ROOT,
                    "%-16s %,7.0f, %,8.0f   %.2f%n",
                    kind.reason(),
                    edgeRate,
                    bareRate,
                    edgeRate / bareRate);
        }
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
