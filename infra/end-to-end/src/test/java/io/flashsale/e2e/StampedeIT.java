package io.flashsale.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The stampede on a system from which nothing is taken meanwhile. */
class StampedeIT {

    @Test
    void twoThousandBuyersGetExactlyThreeHundredOrdersAndWhatComesBackIsSoldOnce() {
        SystemUnderTest system = SystemUnderTest.shared();
        try (Api api = new Api(system)) {
            // Long enough for a hundred payments on JVMs that have just started.
            Stampede stampede = Stampede.gather(system, api, 30);
            stampede.everybodyClicksThreeTimes();
            stampede.everyOrderIsBooked();
            stampede.winnersClickAgain();
            stampede.somePaySomeCancel();
            stampede.theRestExpire();
            stampede.whatCameBackIsSoldAgain();
            stampede.nothingIsLeftOver();
            if (system.isEmbedded()) {
                assertThat(api.repeats()).as("calls answered unavailable").isZero();
            }
        }
    }
}
