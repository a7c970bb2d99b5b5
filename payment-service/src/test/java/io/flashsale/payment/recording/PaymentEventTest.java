package io.flashsale.payment.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.flashsale.payment.AttemptStatus;
import io.flashsale.payment.Card;
import io.flashsale.payment.ordering.OrderSamples;
import io.flashsale.payment.rig.Topics;
import io.flashsale.testing.Contract;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaymentEventTest {

    private static final Instant NOW = Instant.parse("2026-01-15T10:00:00Z");

    private static Attempt attempt() {
        return new Attempt(
                OrderSamples.payable(),
                1,
                new NewAttempt(
                        "p-1",
                        "key",
                        new byte[32],
                        new Card("4242424242424242", "Alice"),
                        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"),
                NOW,
                NOW.plusSeconds(1));
    }

    @Test
    void everyEventSatisfiesTheContract() {
        Attempt failed = attempt();
        failed.become(AttemptStatus.FAILED, NOW, null);
        Attempt refunded = attempt();
        List<String> events = new ArrayList<>();
        events.add(PaymentEvent.about(failed, NOW).toJson());
        refunded.become(AttemptStatus.SUCCEEDED, NOW, null);
        events.add(PaymentEvent.about(refunded, NOW).toJson());
        refunded.become(AttemptStatus.REFUNDING, NOW, NOW);
        refunded.become(AttemptStatus.REFUNDED, NOW, null);
        events.add(PaymentEvent.about(refunded, NOW).toJson());
        events.forEach(event -> Contract.assertSatisfies("payment-event", event));
        assertThat(events.stream().map(Topics::tree).map(event -> event.path("type")
                        .asText()))
                .containsExactly("PaymentFailed", "PaymentSucceeded", "PaymentRefunded");
    }

    @Test
    void hasTheFieldsOfTheExamples() {
        Attempt attempt = attempt();
        attempt.become(AttemptStatus.SUCCEEDED, NOW, null);
        JsonNode event = Topics.tree(PaymentEvent.about(attempt, NOW).toJson());
        JsonNode example = Topics.tree(Contract.example("payment-succeeded"));
        List<String> fields = new ArrayList<>();
        example.fieldNames().forEachRemaining(fields::add);
        fields.remove("aFieldOfTomorrow");
        List<String> sent = new ArrayList<>();
        event.fieldNames().forEachRemaining(sent::add);
        assertThat(sent).containsExactlyElementsOf(fields);
        assertThat(event.path("time").asText()).isEqualTo("2026-01-15T10:00:00.000Z");
    }

    @Test
    void nobodyIsToldOfAnUndecidedAttempt() {
        assertThatThrownBy(() -> PaymentEvent.about(attempt(), NOW)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anArrowThatDoesNotExistIsAnError() {
        Attempt failed = attempt();
        failed.become(AttemptStatus.FAILED, NOW, null);
        assertThatThrownBy(() -> failed.become(AttemptStatus.SUCCEEDED, NOW, null))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> attempt().become(AttemptStatus.REFUNDING, NOW, NOW))
                .isInstanceOf(IllegalStateException.class);
        assertThat(failed.status()).isEqualTo(AttemptStatus.FAILED);
    }

    @Test
    void looksAreSpreadFurtherApartUpToALimit() {
        Attempt attempt = attempt();
        List<Long> pauses = new ArrayList<>();
        for (int look = 0; look < 40; look++) {
            attempt.putOff(NOW, Duration.ofMillis(100), Duration.ofSeconds(1));
            pauses.add(Duration.between(NOW, attempt.nextCheckAt()).toMillis());
        }
        assertThat(pauses.subList(0, 5)).containsExactly(100L, 200L, 400L, 800L, 1000L);
        assertThat(pauses.subList(5, 40)).containsOnly(1000L);
    }
}
