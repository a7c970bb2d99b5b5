package io.flashsale.launcher.commands;

import io.flashsale.launcher.proxying.LowPorts;
import io.flashsale.launcher.proxying.Proxies;
import io.flashsale.launcher.running.Installation;
import io.flashsale.launcher.running.Wiring;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A wiring in which every call goes through a proxy of its own. */
final class ProxiedWiring {
    private ProxiedWiring() {}

    /**
     * @param ownKafka whether Kafka is ours to start, with a port for each service; an existing one tells its clients
     *     its own address, so they go around its proxies
     */
    static Wiring through(Proxies proxies, boolean ownKafka, Path crashPoints) throws IOException {
        Map<String, Integer> kafkaPorts = new LinkedHashMap<>();
        if (ownKafka) {
            int port = LowPorts.row(Installation.SERVICES.size());
            for (String service : Installation.SERVICES) {
                kafkaPorts.put(service, port++);
            }
        }
        return new Wiring(proxies::between, kafkaPorts, crashPoints, null);
    }
}
