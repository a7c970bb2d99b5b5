package io.flashsale.launcher.running;

import io.flashsale.servers.HostPort;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a test may put between the services and do to them: nothing, unless it says so.
 *
 * @param links how a program reaches another
 * @param kafkaPorts ports for those who are to reach Kafka by a link of their own; empty when all use its own port
 * @param crashPoints the directory whose files arm the services' named crash points; null for none
 * @param clicksPerSecond how many clicks inventory-service takes; null for as many as it can
 */
public record Wiring(Links links, Map<String, Integer> kafkaPorts, Path crashPoints, Integer clicksPerSecond) {
    /** The way from a program to one that it calls. */
    public interface Links {
        /**
         * @param client the caller's name, such as {@code order-service}
         * @param target the called one's name, such as {@code mysql}
         * @param address where the called one listens
         * @return where the caller is to find it
         */
        HostPort between(String client, String target, HostPort address);
    }

    public Wiring {
        kafkaPorts = Map.copyOf(kafkaPorts);
    }

    /** Services call each other directly and halt nowhere. */
    public static Wiring none() {
        return new Wiring((client, target, address) -> address, Map.of(), null, null);
    }

    /** Kafka tells each client where it is, so each that has a link of its own needs a port of its own. */
    HostPort kafka(String client, HostPort kafka) {
        Integer port = kafkaPorts.get(client);
        return links.between(client, "kafka", port == null ? kafka : HostPort.local(port));
    }
}
