package io.flashsale.inventory.admitting;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.Record;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class LinePublisherTest {

    private static final Duration SOON = Duration.ofMillis(20);
    private static final Situation SITUATION =
            new Situation(300, 258, 42, 40, 20_000, 1, 24_000, 100, 10, 900, 0, SOON, SOON);

    private static Uni<Void> publishThrough(Supplier<Uni<Void>> sending) {
        @SuppressWarnings("unchecked")
        MutinyEmitter<Record<String, String>> emitter = (MutinyEmitter<Record<String, String>>) Proxy.newProxyInstance(
                LinePublisherTest.class.getClassLoader(),
                new Class<?>[] {MutinyEmitter.class},
                (self, method, args) -> sending.get());
        return new LinePublisher(emitter, new ObjectMapper(), SOON)
                .publish(LineRaised.after(PublishedLine.NONE, "sale1", 0.5, SITUATION, Instant.EPOCH));
    }

    @Test
    void aSendThatNeverEndsFails() {
        Uni<Void> published = publishThrough(() -> Uni.createFrom().nothing());

        assertThatThrownBy(() -> published.await().indefinitely()).isInstanceOf(TimeoutException.class);
    }

    @Test
    void aSendThatCannotEvenBeginFailsOnlyTheEntry() {
        Uni<Void> published = publishThrough(() -> {
            throw new IllegalStateException("nobody listens");
        });

        assertThatThrownBy(() -> published.await().indefinitely()).hasMessage("nobody listens");
    }
}
