package io.flashsale.e2e;

import org.junit.jupiter.api.Test;

class StampedeIT {

    @Test
    void twoThousandBuyersGetExactlyThreeHundredOrdersAndWhatComesBackIsSoldOnce() {
        RunningSystem system = RunningSystem.shared();
        try (Api api = new Api(system)) {
            // Long enough for a hundred payments on JVMs that have just started.
            Stampede stampede = new Stampede(system, api, 25);
            stampede.gather();
            stampede.everybodyClicksThreeTimes();
            stampede.mysqlHasThemAll();
            stampede.winnersClickAgain();
            stampede.somePaySomeCancelTheRestExpire();
            stampede.whatCameBackIsSoldAgain();
            stampede.nothingIsLeftOver();
        }
    }
}
