package io.flashsale.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AcceptancesTest {
    private static final long OPENS_AT = 1_000_000;
    private final Acceptances acceptances = new Acceptances();

    @Test
    void countsAnOrderOnceHoweverOftenItsBuyerIsToldOfIt() {
        acceptances.accepted("a-1-1", OPENS_AT);
        acceptances.accepted("a-1-1", OPENS_AT + 5_000);

        assertThat(acceptances.orders()).isEqualTo(1);
        assertThat(acceptances.millisFrom(OPENS_AT)).isEqualTo(100);
    }

    @Test
    void findsTheBusiestSecondWhereverItBegins() {
        acceptances.accepted("a-1-1", OPENS_AT);
        acceptances.accepted("a-1-2", OPENS_AT + 900);
        acceptances.accepted("a-1-3", OPENS_AT + 1_000);
        acceptances.accepted("a-1-4", OPENS_AT + 1_850);
        acceptances.accepted("a-1-5", OPENS_AT + 9_000);

        assertThat(acceptances.busiestSecond()).isEqualTo(3);
        assertThat(acceptances.millisFrom(OPENS_AT)).isEqualTo(9_100);
    }

    @Test
    void isSilentWithoutOrders() {
        assertThat(acceptances.busiestSecond()).isZero();
        assertThat(acceptances.millisFrom(OPENS_AT)).isZero();
    }
}
