package io.flashsale.payment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TraceparentTest {

    private static final String RECEIVED = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @Test
    void continuesTheCallersTrace() {
        assertThat(Traceparent.continuing(RECEIVED)).isEqualTo(RECEIVED);
    }

    @Test
    void beginsATraceWhenNothingReadableCame() {
        assertThat(Traceparent.continuing(null)).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
        assertThat(Traceparent.continuing("nonsense")).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
    }

    @Test
    void aChildIsAnotherSpanOfTheSameTrace() {
        String child = Traceparent.childOf(RECEIVED);
        assertThat(child)
                .matches("00-4bf92f3577b34da6a3ce929d0e0e4736-[0-9a-f]{16}-01")
                .isNotEqualTo(RECEIVED);
    }
}
