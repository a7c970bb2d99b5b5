package io.flashsale.servers;

import java.io.IOException;
import java.io.Writer;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Properties;

/** A Kafka broker and controller in one JVM of its own. */
public final class KafkaProgram implements Program {
    private static final int CONNECT_TIMEOUT_MILLIS = 1000;

    private final Path directory;
    private final HostPort address;
    private final HostPort controller;
    private final List<Listener> more;

    /**
     * A further port for clients that reach the broker by another way.
     *
     * @param name letters and underscores
     * @param advertised the address that its clients are told to use
     */
    public record Listener(String name, int port, HostPort advertised) {}

    /** @param directory its data directory, created and formatted when absent */
    public KafkaProgram(Path directory, int port, int controllerPort) {
        this(directory, port, controllerPort, List.of());
    }

    /** @param more ports beside the first */
    public KafkaProgram(Path directory, int port, int controllerPort, List<Listener> more) {
        this.more = List.copyOf(more);
        this.directory = directory.toAbsolutePath();
        this.address = HostPort.local(port);
        this.controller = HostPort.local(controllerPort);
    }

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public ProcessBuilder prepare() throws IOException {
        Files.createDirectories(directory);
        Path file = directory.resolve("server.properties");
        try (Writer writer = Files.newBufferedWriter(file)) {
            configuration().store(writer, null);
        }
        ProcessBuilder builder = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms64m",
                "-Xmx192m",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                KafkaMain.class.getName(),
                file.toString()));
        // glibc would keep an arena per thread.
        builder.environment().put("MALLOC_ARENA_MAX", "2");
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        return builder;
    }

    /** The broker opens its port as the last step of its start. */
    @Override
    public boolean isReady() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.host(), address.port()), CONNECT_TIMEOUT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private Properties configuration() {
        Properties properties = new Properties();
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", "1");
        properties.put("controller.quorum.voters", "1@" + controller);
        StringBuilder listeners = new StringBuilder("PLAINTEXT://" + address + ",CONTROLLER://" + controller);
        StringBuilder advertised = new StringBuilder("PLAINTEXT://" + address);
        StringBuilder protocols = new StringBuilder("PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        for (Listener each : more) {
            listeners.append(',').append(each.name()).append("://").append(HostPort.local(each.port()));
            advertised.append(',').append(each.name()).append("://").append(each.advertised());
            protocols.append(',').append(each.name()).append(":PLAINTEXT");
            properties.put("listener.name." + each.name().toLowerCase(Locale.ROOT) + ".num.network.threads", "1");
        }
        properties.put("listeners", listeners.toString());
        properties.put("advertised.listeners", advertised.toString());
        properties.put("inter.broker.listener.name", "PLAINTEXT");
        properties.put("controller.listener.names", "CONTROLLER");
        properties.put("listener.security.protocol.map", protocols.toString());
        properties.put("log.dirs", directory.resolve("log").toString());
        // A broker that was killed is let in again when its old session has ended.
        properties.put("broker.session.timeout.ms", "3000");
        properties.put("broker.heartbeat.interval.ms", "500");
        properties.put("auto.create.topics.enable", "false");
        properties.put("default.replication.factor", "1");
        properties.put("offsets.topic.replication.factor", "1");
        properties.put("offsets.topic.num.partitions", "4");
        // Offsets outlive a sale that nobody ran for months.
        properties.put("offsets.retention.minutes", Integer.toString(365 * 24 * 60));
        properties.put("transaction.state.log.replication.factor", "1");
        properties.put("transaction.state.log.min.isr", "1");
        properties.put("transaction.state.log.num.partitions", "1");
        properties.put("share.coordinator.state.topic.replication.factor", "1");
        properties.put("share.coordinator.state.topic.min.isr", "1");
        properties.put("group.initial.rebalance.delay.ms", "0");
        properties.put("group.coordinator.threads", "1");
        // Small numbers throughout: one machine, a few topics.
        properties.put("log.cleaner.dedupe.buffer.size", "2097152");
        properties.put("log.index.size.max.bytes", "1048576");
        properties.put("num.network.threads", "2");
        properties.put("num.io.threads", "4");
        properties.put("background.threads", "2");
        properties.put("num.recovery.threads.per.data.dir", "2");
        return properties;
    }
}
