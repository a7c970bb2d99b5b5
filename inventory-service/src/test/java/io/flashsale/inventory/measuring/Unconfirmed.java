package io.flashsale.inventory.measuring;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Nobody confirms a hold here: none is waited for, sent again, or compared with an order. */
public final class Unconfirmed implements QuarkusTestProfile {

    static final int STOCK = 1_000_000;

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "flashsale.rebuilding.max-unconfirmed-units",
                Integer.toString(STOCK),
                "flashsale.relaying.resend-after",
                "1h",
                "flashsale.reconciling.interval",
                "1h");
    }
}
