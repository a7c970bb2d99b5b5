package io.flashsale.servers;

import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/** The main class of the Kafka process: formats a new data directory, then runs until it is told to stop. */
final class KafkaMain {
    private KafkaMain() {}

    /** @param args the path of the server's properties */
    public static void main(String[] args) throws IOException {
        Path file = Path.of(args[0]);
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        if (!Files.exists(Path.of(properties.getProperty("log.dirs"), "meta.properties"))) {
            format(file);
        }
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "shutdown"));
        server.startup();
        server.awaitShutdown();
    }

    private static void format(Path file) {
        String[] arguments = {
            "format", "--cluster-id", Uuid.randomUuid().toString(), "--config", file.toString(), "--ignore-formatted"
        };
        PrintStream log = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        int code = StorageTool.execute(arguments, log);
        if (code != 0) {
            throw new IllegalStateException("formatting the data directory failed with code " + code);
        }
    }
}
