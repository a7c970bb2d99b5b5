package io.flashsale.edge.rig;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/**
 * inventory-, order- and payment-service as the edge under test sees them. One buyer of the tests may be a whole crowd, so
 * the edge's limits are out of reach and nobody is scored, unless the test is given {@code guards=strict}, or {@code
 * guards=default} for what is configured by default.
 */
public final class StubServices implements QuarkusTestResourceLifecycleManager {

    public static final StubServer INVENTORY = new StubServer();
    public static final StubServer ORDERS = new StubServer();
    public static final StubServer PAYMENTS = new StubServer();
    public static final String ADMIN_TOKEN = "an admin token of the tests";

    private static final Map<String, String> UNGUARDED =
            Map.of("flashsale.limits.buyer", "1000000/s burst 1000000", "flashsale.bot-score.enabled", "false");

    /** A machine that is busy clicks slowly, so little is suspicious here already. This machine is a proxy. */
    private static final Map<String, String> GUARDED = Map.of(
            "flashsale.trusted-proxies", "127.0.0.0/8",
            "flashsale.limits.buyer", "1/m burst 40",
            "flashsale.limits.address", "1/m burst 50",
            "flashsale.bot-score.clicks-per-second-from", "1",
            "flashsale.bot-score.clicks-per-second-to", "3",
            "flashsale.bot-score.lowest-bits", "4",
            "flashsale.bot-score.highest-bits", "8",
            "flashsale.bot-score.drop-from", "1000");

    private Map<String, String> guards;

    @Override
    public void init(Map<String, String> arguments) {
        guards = switch (arguments.getOrDefault("guards", "none")) {
            case "strict" -> GUARDED;
            case "default" -> Map.of();
            default -> UNGUARDED;
        };
    }

    @Override
    public Map<String, String> start() {
        INVENTORY.start();
        ORDERS.start();
        PAYMENTS.start();
        Map<String, String> settings = new HashMap<>(services());
        settings.putAll(guards);
        return settings;
    }

    private static Map<String, String> services() {
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
