package io.flashsale.edge.rig;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** inventory-, order- and payment-service as the edge under test sees them. */
public final class StubServices implements QuarkusTestResourceLifecycleManager {

    public static final StubServer INVENTORY = new StubServer();
    public static final StubServer ORDERS = new StubServer();
    public static final StubServer PAYMENTS = new StubServer();
    public static final String ADMIN_TOKEN = "an admin token of the tests";

    @Override
    public Map<String, String> start() {
        INVENTORY.start();
        ORDERS.start();
        PAYMENTS.start();
        return Map.of(
                "quarkus.http.test-port",
                "0",
                "flashsale.inventory-service.url",
                INVENTORY.url(),
                "flashsale.order-service.url",
                ORDERS.url(),
                "flashsale.payment-service.url",
                PAYMENTS.url(),
                "flashsale.admin-token",
                ADMIN_TOKEN,
                "flashsale.signing-secret",
                "a signing secret of the tests",
                // Here nobody repeats a sale's state every second.
                "flashsale.admission.longest-silence",
                "10m",
                "flashsale.proxy-timeout",
                "2s",
                "flashsale.buying.deadline",
                "20s");
    }

    @Override
    public void stop() {
        INVENTORY.stop();
        ORDERS.stop();
        PAYMENTS.stop();
    }
}
