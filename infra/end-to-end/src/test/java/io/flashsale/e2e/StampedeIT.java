package io.flashsale.e2e;

import org.junit.jupiter.api.Test;

class StampedeIT {

    @Test
    void twoThousandBuyersGetExactlyThreeHundredOrdersAndWhatComesBackIsSoldOnce() {
        RunningSystem system = RunningSystem.shared();
        try (Api api = new Api(system)) {
            Stampede stampede = new Stampede(system, api, 15);
            stampede.gather();
            stampede.everybodyClicksThreeTimes();
            stampede.mysqlHasThemAll();
            stampede.somePaySomeCancelTheRestExpire();
            stampede.whatCameBackIsSoldAgain();
            stampede.nothingIsLeftOver();
        }
    }
}
