package io.flashsale.order.consuming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.flashsale.order.testing.Books;
import io.flashsale.order.testing.Neighbours;
import io.flashsale.order.testing.Sale;
import io.flashsale.order.testing.ServiceProcess;
import io.flashsale.order.testing.Topics;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An ordinary stop: SIGTERM while there is work. */
class StopIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int TERMINATED = 143;
    private static final int BACKLOG = 15_000;

    @TempDir
    Path directory;

    private final Neighbours neighbours = new Neighbours();
    private ServiceProcess service;
    private Books books;

    @BeforeEach
    void startService() throws Exception {
        service = new ServiceProcess(directory, neighbours.start());
        service.start();
        books = ServiceProcess.books();
    }

    @AfterEach
    void endService() {
        service.close();
        neighbours.stop();
    }

    @Test
    void finishesTheBatchInHandCommitsItAndLeavesTheGroupWithoutAComplaint() {
        // Held back by the unknown sale, so that one batch follows the other when the service is stopped.
        Sale sale = Sale.unheardOf(books, BACKLOG);
        sale.reserveAll(BACKLOG);
        sale.announce(1, 1);
        await().atMost(PATIENCE).until(() -> books.count(sale.id(), "PENDING_PAYMENT") > 200);
        service.terminate();
        assertThat(service.awaitEnd()).isEqualTo(TERMINATED);
        assertThat(service.logOfStop()).doesNotContain(" WARN ").doesNotContain(" ERROR ");
        int orders = books.count(sale.id(), "PENDING_PAYMENT");
        assertThat(orders).isLessThan(BACKLOG);
        assertThat(Topics.committedOf(sale.id(), "order-service", Topics.RESERVATIONS))
                .isEqualTo(orders);
        assertThat(Topics.orderEvents("saleId", sale.id())).hasSize(orders);
        assertThat(Topics.members("order-service")).isZero();
    }

    @Test
    void answersTheRequestInFlight() throws Exception {
        Sale sale = Sale.of(books, 10);
        String orderId = sale.order("alice", 1);
        CountDownLatch silence = new CountDownLatch(1);
        Neighbours.keepSilentOnPayment(orderId, silence);
        CompletableFuture<HttpResponse<String>> answer = service.call("GET", "/api/orders/" + orderId, "alice");
        await().atMost(PATIENCE).until(() -> Neighbours.wasAsked(orderId));
        service.terminate();
        assertThat(answer.get().statusCode()).isEqualTo(200);
        assertThat(service.awaitEnd()).isEqualTo(TERMINATED);
        silence.countDown();
        assertThat(service.logOfStop()).doesNotContain(" WARN ").doesNotContain(" ERROR ");
    }
}
