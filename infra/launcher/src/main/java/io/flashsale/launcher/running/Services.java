package io.flashsale.launcher.running;

import io.flashsale.servers.DatabaseAccount;
import io.flashsale.servers.Databases;
import io.flashsale.servers.HostPort;
import io.flashsale.servers.Program;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The four services and the configuration each is given, as the contracts name it. */
final class Services {
    private final Installation installation;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    Services(Installation installation) {
        this.installation = installation;
    }

    /** In the order in which they depend on each other. */
    List<Program> all() {
        PortPlan ports = installation.ports();
        List<DatabaseAccount> accounts = installation.accounts();
        Map<String, String> inventory = stored("inventory-service", ports.inventory(), accounts.get(0));
        inventory.put("QUARKUS_REDIS_HOSTS", "redis://" + link("inventory-service", "redis", installation.redis()));
        if (installation.wiring().clicksPerSecond() != null) {
            inventory.put(
                    "FLASHSALE_RESERVING_CLICKS_PER_SECOND",
                    installation.wiring().clicksPerSecond().toString());
        }
        Map<String, String> order = stored("order-service", ports.order(), accounts.get(1));
        Map<String, String> payment = stored("payment-service", ports.payment(), accounts.get(2));
        Map<String, String> edge = common("edge-filter", installation.edgeHost(), ports.edge());
        edge.put("FLASHSALE_ADMIN_TOKEN", installation.secrets().adminToken());
        edge.put("FLASHSALE_SIGNING_SECRET", installation.secrets().signingSecret());
        edge.put("FLASHSALE_PREVIOUS_SIGNING_SECRETS", installation.secrets().previousSigningSecrets());
        if (installation.wiring().clicksPerSecond() != null) {
            // What it takes for answers within 100 ms under overload; see docs/performance.md.
            edge.put("FLASHSALE_CONCURRENCY_CLICKS_CALM", "45ms");
            edge.put("FLASHSALE_CONCURRENCY_CLICKS_LEAST", "8");
            edge.put("FLASHSALE_CONCURRENCY_CLICKS_INITIAL", "512");
        }
        if (!installation.trustedProxies().isEmpty()) {
            edge.put("FLASHSALE_TRUSTED_PROXIES", installation.trustedProxies().toString());
        }
        return List.of(
                service("inventory-service", HostPort.local(ports.inventory()), inventory),
                service("order-service", HostPort.local(ports.order()), order),
                service("payment-service", HostPort.local(ports.payment()), payment),
                service("edge-filter", HostPort.parse(installation.edgeUrl().getAuthority()), edge));
    }

    private Program service(String name, HostPort address, Map<String, String> environment) {
        return new ServiceProgram(name, installation.root(), address, environment, http);
    }

    private Map<String, String> stored(String name, int port, DatabaseAccount account) {
        Map<String, String> environment = common(name, "127.0.0.1", port);
        environment.put(
                "QUARKUS_DATASOURCE_JDBC_URL",
                Databases.jdbcUrl(link(name, "mysql", installation.mysql()), account.schema()));
        environment.put("QUARKUS_DATASOURCE_USERNAME", account.user());
        environment.put("QUARKUS_DATASOURCE_PASSWORD", account.password());
        return environment;
    }

    private Map<String, String> common(String name, String host, int port) {
        PortPlan ports = installation.ports();
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("QUARKUS_HTTP_HOST", host);
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        environment.put(
                "KAFKA_BOOTSTRAP_SERVERS",
                installation.wiring().kafka(name, installation.kafka()).toString());
        environment.put("FLASHSALE_SERVICE_TOKEN", installation.secrets().serviceToken());
        environment.put("FLASHSALE_INVENTORY_SERVICE_URL", url(name, "inventory-service", ports.inventory()));
        environment.put("FLASHSALE_ORDER_SERVICE_URL", url(name, "order-service", ports.order()));
        environment.put("FLASHSALE_PAYMENT_SERVICE_URL", url(name, "payment-service", ports.payment()));
        if (installation.wiring().crashPoints() != null) {
            environment.put(
                    "FLASHSALE_CRASH_POINTS",
                    installation.wiring().crashPoints().toString());
        }
        return environment;
    }

    private String url(String client, String target, int port) {
        return "http://" + link(client, target, HostPort.local(port));
    }

    private HostPort link(String client, String target, HostPort address) {
        return client.equals(target) ? address : installation.wiring().links().between(client, target, address);
    }
}
