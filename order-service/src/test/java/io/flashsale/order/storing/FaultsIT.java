package io.flashsale.order.storing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flashsale.order.testing.Books;
import io.flashsale.order.testing.Frozen;
import io.flashsale.order.testing.Neighbours;
import io.flashsale.order.testing.Sale;
import io.flashsale.order.testing.ServiceProcess;
import io.flashsale.order.testing.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that keep their connections and say nothing, as behind a cut cable. */
class FaultsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    private final Neighbours neighbours = new Neighbours();
    private ServiceProcess service;
    private Books books;

    @BeforeEach
    void startService() throws Exception {
        Map<String, String> settings = new java.util.TreeMap<>(neighbours.start());
        settings.put("quarkus.datasource.jdbc.additional-jdbc-properties.socketTimeout", "3000");
        settings.put("quarkus.datasource.jdbc.acquisition-timeout", "2s");
        service = new ServiceProcess(directory, settings);
        service.start();
        books = ServiceProcess.books();
    }

    @AfterEach
    void endService() {
        service.close();
        neighbours.stop();
    }

    @Test
    void healsByItselfAfterADatabaseThatSaidNothing() throws Exception {
        Sale sale = Sale.of(books, 100);
        String known = sale.order("alice", 1);
        List<String> orderIds = new ArrayList<>();
        Frozen.during("MYSQL", () -> {
            for (int i = 0; i < 20; i++) {
                orderIds.add(sale.reserve("buyer" + i, 1));
            }
            List<CompletableFuture<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                answers.add(
                        service.call("GET", "/api/orders/" + known, "alice").thenApply(answer -> answer.statusCode()));
            }
            for (CompletableFuture<Integer> answer : answers) {
                assertThat(answer.get(15, TimeUnit.SECONDS)).isEqualTo(503);
            }
            assertThat(service.call("GET", "/q/health/live", "nobody")
                            .get(5, TimeUnit.SECONDS)
                            .statusCode())
                    .isEqualTo(200);
            await().atMost(PATIENCE).until(() -> service.log().contains("waits and is tried again"));
        });
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(orderIds).allMatch(id -> "PENDING_PAYMENT".equals(books.status(id))));
        assertThat(books.taken(sale.id())).isEqualTo(21);
        assertThat(service.call("GET", "/api/orders/" + known, "alice").get().statusCode())
                .isEqualTo(200);
    }

    @Test
    void cancelsWithoutKafkaAndTellsOfItLater() throws Exception {
        Sale sale = Sale.of(books, 10);
        String orderId = sale.order("alice", 1);
        Frozen.during("KAFKA", () -> {
            assertThat(service.call("POST", "/api/orders/" + orderId + "/cancellation", "alice")
                            .get(5, TimeUnit.SECONDS)
                            .statusCode())
                    .isEqualTo(202);
            await().atMost(PATIENCE).until(() -> service.log().contains("outbox-relay failed and is tried again"));
            assertThat(service.call("GET", "/q/health/live", "nobody").get().statusCode())
                    .isEqualTo(200);
        });
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(Topics.orderEvents("orderId", orderId))
                .extracting(event -> event.path("type").asText())
                .contains("OrderCancelled"));
        await().atMost(PATIENCE)
                .until(() -> books.first("SELECT COUNT(*) FROM outbox").equals("0"));
        assertThat(sale.order("alice", 1)).isNotNull();
    }
}
