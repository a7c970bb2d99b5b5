package io.flashsale.edge.measuring;

import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.partitioningBy;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.edge.admission.BuyClick;
import io.flashsale.edge.admission.Drop;
import io.flashsale.edge.admission.FilterChain;
import io.flashsale.edge.identity.Passes;
import io.flashsale.edge.identity.Sessions;
import io.flashsale.edge.measuring.Crowd.Refused;
import io.flashsale.edge.rig.Edge;
import io.flashsale.edge.rig.StubServices;
import io.flashsale.edge.selling.SaleBoard;
import io.flashsale.edge.selling.SaleMemory;
import io.flashsale.edge.switching.FilterMode;
import io.flashsale.edge.switching.SwitchBoard;
import io.flashsale.edge.switching.TestSwitches;
import io.flashsale.testing.RealServers;
import io.flashsale.testing.measuring.Stampede;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.core.http.impl.HttpServerRequestWrapper;
import io.vertx.core.net.SocketAddress;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * What the running edge's filters cost a click by how far it gets, without any HTTP. Not part of any build; see
 * docs/performance.md.
 */
@QuarkusTest
@WithTestResource(RealServers.class)
@WithTestResource(value = StubServices.class, initArgs = @ResourceArg(name = "guards", value = "default"))
class ChainBenchmark {

    /** Of more than a million: hasty buyers get a click through now and then. */
    private static final int MOST_OTHERWISE = 50_000;

    private static final String NOT_DRAWN = "not_drawn";

    @Inject
    FilterChain chain;

    @Inject
    SaleBoard board;

    @Inject
    Clock clock;

    @Inject
    Sessions sessions;

    @Inject
    Passes passes;

    @Inject
    SwitchBoard switches;

    private HttpServerRequestInternal request;

    @Test
    void nanosecondsAndBytesAClick() throws Exception {
        request = anyRequest();
        List<Refused> kinds = new Crowd(sessions, passes, switches).everyKind();
        Map<String, int[]> refusedOtherwise = new HashMap<>();
        Map<Boolean, List<Cost>> byWhetherNotDrawn = kinds.stream()
                .collect(partitioningBy(
                        kind -> kind.reason().equals(NOT_DRAWN),
                        mapping(
                                kind -> cost(
                                        kind, refusedOtherwise.computeIfAbsent(kind.reason(), reason -> new int[1])),
                                toList())));
        Cost.printAll(byWhetherNotDrawn.get(false));
        // One thread without HTTP goes through these buyers faster than they may click. What only reports costs the
        // same.
        setLimitsAndBotScore("report-only", FilterMode.REPORT_ONLY);
        Cost.printAll(byWhetherNotDrawn.get(true));
        // As whoever measures next in this process expects them.
        setLimitsAndBotScore(null, FilterMode.ON);
        refusedOtherwise.forEach((reason, count) -> assertThat(count[0])
                .as("clicks that were not refused as %s", reason)
                .isLessThan(MOST_OTHERWISE));
    }

    private void setLimitsAndBotScore(String position, FilterMode mode) {
        for (String filter : List.of("limits", "filter:bot-score")) {
            Edge.publish(
                    "flashsale.switches.v1", filter, TestSwitches.event(filter, position, System.currentTimeMillis()));
        }
        Awaitility.await().until(() -> switches.modeOf("limits") == mode && switches.modeOf("bot-score") == mode);
    }

    private Cost cost(Refused kind, int[] refusedOtherwise) {
        return new Cost(kind.reason(), i -> {
            Drop drop = refuse(kind, i);
            if (!drop.reason().label().equals(kind.reason())) {
                refusedOtherwise[0]++;
            }
            return drop.reason().ordinal();
        });
    }

    private Drop refuse(Refused kind, int click) {
        SaleMemory memory = board.find(kind.sale().saleId());
        MultiMap headers = kind.headers().get(click % kind.headers().size());
        return chain.test(new BuyClick(new Headers(request, headers), memory, clock.millis()));
    }

    /** A request as Vert.x makes them; what it says does not matter. */
    private static HttpServerRequestInternal anyRequest() throws Exception {
        Vertx vertx = Vertx.vertx();
        CompletableFuture<HttpServerRequest> seen = new CompletableFuture<>();
        try (Stampede client = new Stampede()) {
            HttpServer server = vertx.createHttpServer()
                    .requestHandler(arrived -> {
                        seen.complete(arrived);
                        arrived.response().end("{}");
                    })
                    .listen(0, "127.0.0.1")
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(10, TimeUnit.SECONDS);
            client.ask(
                    URI.create("http://127.0.0.1:" + server.actualPort()),
                    Buffer.buffer("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"));
            return (HttpServerRequestInternal) seen.get(10, TimeUnit.SECONDS);
        } finally {
            vertx.close();
        }
    }

    /** The same request with other headers. */
    private static final class Headers extends HttpServerRequestWrapper {
        private static final SocketAddress PEER = SocketAddress.inetSocketAddress(4_711, "127.0.0.1");

        private final MultiMap headers;

        Headers(HttpServerRequestInternal request, MultiMap headers) {
            super(request);
            this.headers = headers;
        }

        @Override
        public MultiMap headers() {
            return headers;
        }

        @Override
        public String getHeader(String name) {
            return headers.get(name);
        }

        @Override
        public String getHeader(CharSequence name) {
            return headers.get(name);
        }

        @Override
        public SocketAddress remoteAddress() {
            return PEER;
        }
    }
}
