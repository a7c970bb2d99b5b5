package io.flashsale.launcher.running;

import io.flashsale.launcher.state.Secrets;
import io.flashsale.launcher.state.StateDirectory;
import io.flashsale.servers.Binaries;
import io.flashsale.servers.DatabaseAccount;
import io.flashsale.servers.HostPort;
import io.flashsale.servers.KafkaProgram;
import io.flashsale.servers.MariaDbProgram;
import io.flashsale.servers.Program;
import io.flashsale.servers.RedisProgram;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The topology of one machine: what runs where, and with which secrets.
 *
 * @param root the repository
 * @param edgeHost the address the edge listens on; everything else listens on 127.0.0.1
 * @param trustedProxies whose word the edge takes for where a client is
 * @param wiring for tests, how the services reach what they call and where they may be made to halt
 */
public record Installation(
        Path root,
        StateDirectory state,
        PortPlan ports,
        String edgeHost,
        ExistingServers existing,
        Secrets secrets,
        TrustedProxies trustedProxies,
        Wiring wiring) {
    public static final List<String> SERVERS = List.of("redis", "kafka", "mysql");
    public static final List<String> SERVICES =
            List.of("inventory-service", "order-service", "payment-service", "edge-filter");

    public HostPort redis() {
        return existing.redis() != null ? existing.redis() : HostPort.local(ports.redis());
    }

    HostPort kafka() {
        return existing.kafka() != null ? existing.kafka() : HostPort.local(ports.kafka());
    }

    HostPort mysql() {
        return existing.mysql() != null ? existing.mysql() : HostPort.local(ports.database());
    }

    String mysqlAdminUser() {
        return existing.mysql() != null ? existing.mysqlUser() : "root";
    }

    String mysqlAdminPassword() {
        return existing.mysql() != null ? existing.mysqlPassword() : secrets.mysqlRootPassword();
    }

    /** The URL at which this machine reaches the edge. */
    public URI edgeUrl() {
        String host = edgeHost.equals("0.0.0.0") ? "127.0.0.1" : edgeHost;
        return URI.create("http://" + host + ":" + ports.edge());
    }

    URI serviceUrl(int port) {
        return URI.create("http://" + HostPort.local(port));
    }

    /** The servers that are ours to start. */
    List<Program> servers() {
        Path shared = root.resolve("infra/servers/target");
        Binaries binaries = new Binaries(shared.toFile().canWrite() ? shared.resolve("binaries") : state.binaries());
        List<Program> servers = new ArrayList<>();
        if (existing.mysql() == null) {
            servers.add(
                    new MariaDbProgram(binaries, state.data("mysql"), ports.database(), secrets.mysqlRootPassword()));
        }
        if (existing.kafka() == null) {
            servers.add(
                    new KafkaProgram(state.data("kafka"), ports.kafka(), ports.kafkaController(), kafkaListeners()));
        }
        if (existing.redis() == null) {
            servers.add(new RedisProgram(binaries, state.data("redis"), ports.redis()));
        }
        return servers;
    }

    private List<KafkaProgram.Listener> kafkaListeners() {
        return wiring.kafkaPorts().entrySet().stream()
                .map(each -> new KafkaProgram.Listener(
                        each.getKey().replace('-', '_').toUpperCase(Locale.ROOT),
                        each.getValue(),
                        wiring.kafka(each.getKey(), kafka())))
                .toList();
    }

    List<DatabaseAccount> accounts() {
        return RunFacts.accounts(secrets);
    }

    /** What {@code run.env} tells besides the pids. */
    Map<String, String> facts() {
        return new RunFacts(
                        edgeUrl(),
                        serviceUrl(ports.inventory()),
                        serviceUrl(ports.order()),
                        serviceUrl(ports.payment()),
                        redis(),
                        kafka(),
                        mysql(),
                        mysqlAdminUser(),
                        mysqlAdminPassword())
                .with(secrets);
    }
}
