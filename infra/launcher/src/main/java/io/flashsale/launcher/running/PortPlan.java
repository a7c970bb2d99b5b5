package io.flashsale.launcher.running;

import io.flashsale.launcher.UserError;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The ports of an installation: eight in a row from one base.
 *
 * @param base the port of the edge
 */
public record PortPlan(int base) {
    /** How many ports an installation takes. */
    public static final int COUNT = 8;

    public PortPlan {
        if (base < 1 || base + COUNT - 1 > 65535) {
            throw new IllegalArgumentException("--port must be between 1 and " + (65535 - COUNT + 1));
        }
    }

    public int edge() {
        return base;
    }

    public int inventory() {
        return base + 1;
    }

    public int order() {
        return base + 2;
    }

    public int payment() {
        return base + 3;
    }

    public int redis() {
        return base + 4;
    }

    public int kafka() {
        return base + 5;
    }

    public int kafkaController() {
        return base + 6;
    }

    public int database() {
        return base + 7;
    }

    /** The ports that must be free, and what each is for; without those of servers that exist already. */
    Map<Integer, String> needed(ExistingServers existing) {
        Map<Integer, String> uses = new LinkedHashMap<>();
        uses.put(edge(), "edge-filter");
        uses.put(inventory(), "inventory-service");
        uses.put(order(), "order-service");
        uses.put(payment(), "payment-service");
        if (existing.redis() == null) {
            uses.put(redis(), "Redis");
        }
        if (existing.kafka() == null) {
            uses.put(kafka(), "Kafka");
            uses.put(kafkaController(), "Kafka's controller");
        }
        if (existing.mysql() == null) {
            uses.put(database(), "the database");
        }
        return uses;
    }

    /** @throws UserError naming the first port that somebody else listens on */
    public void requireFree(ExistingServers existing, String edgeHost) {
        needed(existing).forEach((port, use) -> {
            String host = port == edge() ? edgeHost : "127.0.0.1";
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName(host))) {
                socket.getLocalPort();
            } catch (IOException e) {
                throw new UserError(
                        "port " + port + ", needed for " + use + ", cannot be opened on " + host + " (" + e.getMessage()
                                + "); stop what uses it or choose others with --port",
                        e);
            }
        });
    }
}
