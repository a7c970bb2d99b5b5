package io.flashsale.payment;

import static io.flashsale.payment.AttemptStatus.FAILED;
import static io.flashsale.payment.AttemptStatus.PENDING;
import static io.flashsale.payment.AttemptStatus.REFUNDED;
import static io.flashsale.payment.AttemptStatus.REFUNDING;
import static io.flashsale.payment.AttemptStatus.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AttemptStatusTest {

    private static final Map<AttemptStatus, List<AttemptStatus>> ARROWS = Map.of(
            PENDING, List.of(SUCCEEDED, FAILED),
            SUCCEEDED, List.of(REFUNDING),
            REFUNDING, List.of(REFUNDED),
            FAILED, List.of(),
            REFUNDED, List.of());

    @Test
    void hasExactlyTheArrowsOfThePicture() {
        for (AttemptStatus from : AttemptStatus.values()) {
            assertThat(Arrays.stream(AttemptStatus.values()).filter(from::canBecome))
                    .as("from %s", from)
                    .containsExactlyInAnyOrderElementsOf(ARROWS.get(from));
        }
    }

    @Test
    void aFailedOrRefundedAttemptLeavesRoomForAnother() {
        assertThat(Arrays.stream(AttemptStatus.values()).filter(AttemptStatus::isOpen))
                .containsExactly(PENDING, SUCCEEDED, REFUNDING);
    }

    @Test
    void anIntendedRefundIsShownAsSuccess() {
        assertThat(Arrays.stream(AttemptStatus.values()).map(AttemptStatus::publicName))
                .containsExactly("PENDING", "SUCCEEDED", "FAILED", "SUCCEEDED", "REFUNDED");
    }
}
