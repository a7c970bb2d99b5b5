package io.flashsale.payment.paying;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ChargeQueueTest {

    private final ChargeQueue queue = new ChargeQueue(2);
    private final List<CompletableFuture<Void>> begun = new ArrayList<>();

    private void add() {
        queue.add(() -> {
            CompletableFuture<Void> charge = new CompletableFuture<>();
            begun.add(charge);
            return charge;
        });
    }

    @Test
    void letsSoManyGoAtATime() {
        for (int i = 0; i < 5; i++) {
            add();
        }
        assertThat(begun).hasSize(2);

        begun.get(1).complete(null);
        assertThat(begun).hasSize(3);
        begun.get(0).completeExceptionally(new IllegalStateException("time-out"));
        assertThat(begun).hasSize(4);
        begun.get(2).complete(null);
        begun.get(3).complete(null);
        begun.get(4).complete(null);

        add();
        assertThat(begun).hasSize(6);
    }
}
