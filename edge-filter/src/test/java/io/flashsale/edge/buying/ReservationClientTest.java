package io.flashsale.edge.buying;

import static io.flashsale.edge.rig.TestSale.OPENS_AT;
import static io.flashsale.edge.rig.TestSale.sale;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flashsale.edge.rig.MutableClock;
import io.flashsale.edge.rig.RecordedResponse;
import io.flashsale.edge.rig.StubServer;
import io.flashsale.edge.routing.TestUpstreams;
import io.flashsale.edge.routing.UpstreamConfig;
import io.flashsale.edge.selling.Boards;
import io.flashsale.edge.selling.SaleMemory;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the edge says to inventory-service and what it makes of the answers, by {@code contracts/README.md}. */
class ReservationClientTest {

    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private static final String PATH = "/internal/sales/sale1/reservations";
    private static final StubServer INVENTORY = new StubServer().start();
    private static final Vertx VERTX = Vertx.vertx();
    private static final ReservationClient CLIENT = clientOf(INVENTORY.url());

    @BeforeAll
    static void warmUp() {
        INVENTORY.on(PATH, 200, "{\"answers\":[]}");
        assertThat(CLIENT.reserve("sale1", List.of())).isNotNull();
    }

    @AfterAll
    static void stop() throws Exception {
        VERTX.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        INVENTORY.stop();
    }

    @Test
    void sendsWhatTheContractAsksForAndReadsTheAnswersInOrder() throws Exception {
        INVENTORY.on(PATH, 200, """
                {"answers":[{"outcome":"RESERVED","orderId":"sale1-1-1","quantity":2,"status":"QUEUED"},
                 {"outcome":"SOLD_OUT","finalSoldOut":true,"aFieldOfTomorrow":1}],"aFieldOfTomorrow":1}""");

        List<ReservationAnswer> answers = reserve(click("alice", 2, TRACE), click("bob", 1, null));

        assertThat(answers)
                .containsExactly(
                        new ReservationAnswer("RESERVED", "sale1-1-1", 2, "QUEUED", false),
                        new ReservationAnswer("SOLD_OUT", null, 0, null, true));
        StubServer.Call call = lastCall();
        assertThat(call.method()).isEqualTo("POST");
        assertThat(call.header("X-Service-Token")).isEqualTo("a service token");
        assertThat(call.header("Content-Type")).isEqualTo("application/json");
        assertThat(new JsonObject(call.body()))
                .isEqualTo(new JsonObject()
                        .put(
                                "clicks",
                                new JsonArray()
                                        .add(new JsonObject()
                                                .put("buyerId", "alice")
                                                .put("quantity", 2)
                                                .put("deadline", 1_768_471_200_000L)
                                                .put("traceparent", TRACE))
                                        .add(new JsonObject()
                                                .put("buyerId", "bob")
                                                .put("quantity", 1)
                                                .put("deadline", 1_768_471_200_000L))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"answers\":[]}", "{}", "[]", "", "no json", "{\"answers\":[null,null]}"})
    void whatIsNoAnswerLeavesTheOutcomeUnknown(String body) {
        INVENTORY.on(PATH, 200, body);
        assertUnknown();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 404, 500, 503})
    void anyOtherStatusLeavesTheOutcomeUnknown(int status) {
        INVENTORY.on(PATH, status, "{\"answers\":[{\"outcome\":\"SOLD_OUT\"}]}");
        assertUnknown();
    }

    @Test
    void aLostConnectionLeavesTheOutcomeUnknown() {
        INVENTORY.on(PATH, (exchange, call) -> exchange.close());
        assertUnknown();
    }

    @Test
    void silenceLeavesTheOutcomeUnknown() {
        CountDownLatch over = new CountDownLatch(1);
        INVENTORY.on(PATH, (exchange, call) -> over.await());
        assertUnknown();
        over.countDown();
    }

    @Test
    void anAnswerThatDoesNotEndLeavesTheOutcomeUnknown() {
        CountDownLatch over = new CountDownLatch(1);
        INVENTORY.on(PATH, (exchange, call) -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            over.await();
        });
        assertUnknown();
        over.countDown();
    }

    @Test
    void aRefusedConnectionMeansThatNothingWasSent() {
        StubServer gone = new StubServer().start();
        gone.stop();
        assertThatThrownBy(() -> get(clientOf(gone.url()), click("alice", 1, null)))
                .cause()
                .isInstanceOf(ReservationClient.NotSent.class);
    }

    private static void assertUnknown() {
        assertThatThrownBy(() -> reserve(click("alice", 1, null)))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isNotInstanceOf(ReservationClient.NotSent.class);
    }

    private static List<ReservationAnswer> reserve(PendingClick... clicks) throws Exception {
        return get(CLIENT, clicks);
    }

    private static List<ReservationAnswer> get(ReservationClient client, PendingClick... clicks) throws Exception {
        return client.reserve("sale1", List.of(clicks))
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    private static StubServer.Call lastCall() {
        List<StubServer.Call> calls = INVENTORY.calls(PATH);
        return calls.get(calls.size() - 1);
    }

    private static PendingClick click(String buyerId, int quantity, String traceparent) {
        SaleMemory memory = Boards.remembering(sale().build(), new MutableClock(OPENS_AT));
        return new PendingClick(
                memory,
                buyerId,
                quantity,
                OPENS_AT.toEpochMilli(),
                traceparent,
                0,
                new RecordedResponse().asResponse());
    }

    private static ReservationClient clientOf(String url) {
        return new ReservationClient(TestUpstreams.of(VERTX), upstreams(url), config(), new MutableClock(OPENS_AT));
    }

    private static BuyingConfig config() {
        return new BuyingConfig() {
            @Override
            public int maxBatch() {
                return 256;
            }

            @Override
            public int maxCalls() {
                return 2;
            }

            @Override
            public int maxWaiting() {
                return 4_096;
            }

            @Override
            public Duration deadline() {
                return Duration.ofMillis(300);
            }

            @Override
            public Duration answerTimeout() {
                return Duration.ofMillis(1_500);
            }

            @Override
            public int connections() {
                return 8;
            }
        };
    }

    private static UpstreamConfig upstreams(String url) {
        return new UpstreamConfig() {
            @Override
            public String serviceToken() {
                return "a service token";
            }

            @Override
            public Service inventoryService() {
                return () -> url;
            }

            @Override
            public Service orderService() {
                return () -> url;
            }

            @Override
            public Service paymentService() {
                return () -> url;
            }

            @Override
            public Duration proxyTimeout() {
                return Duration.ofSeconds(1);
            }

            @Override
            public int maxStreams() {
                return 1;
            }
        };
    }
}
