package io.flashsale.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real servers, started once for all tests from a path with a space in it. */
class ServersTest {
    private static final Duration LIMIT = Duration.ofSeconds(150);
    private static final List<DatabaseAccount> ACCOUNTS = List.of(
            new DatabaseAccount("inventory", "inventory", "i-secret"),
            new DatabaseAccount("orders", "orders", "o-secret"),
            new DatabaseAccount("payments", "payments", "p-secret"));

    @TempDir
    static Path temporary;

    private static OrphanGuard guard;
    private static ProgramRunner runner;
    private static HostPort redisAddress;
    private static HostPort kafkaAddress;
    private static HostPort mysqlAddress;
    private static Program redisProgram;
    private static Program kafkaProgram;
    private static Program mysqlProgram;
    private static Child redis;
    private static Child kafka;
    private static Child mysql;

    @BeforeAll
    static void startServers() throws Exception {
        Path directory = temporary.resolve("a directory");
        Binaries binaries = Binaries.besideThisModule();
        List<Integer> ports = FreePorts.find(4);
        redisAddress = HostPort.local(ports.get(0));
        kafkaAddress = HostPort.local(ports.get(1));
        mysqlAddress = HostPort.local(ports.get(3));
        redisProgram = new RedisProgram(binaries, directory.resolve("redis"), ports.get(0));
        kafkaProgram = new KafkaProgram(directory.resolve("kafka"), ports.get(1), ports.get(2));
        mysqlProgram = new MariaDbProgram(binaries, directory.resolve("mysql"), ports.get(3), "root-secret");
        guard = OrphanGuard.start();
        runner = new ProgramRunner(directory.resolve("pids"), directory.resolve("logs"), guard);
        redis = runner.start(redisProgram);
        kafka = runner.start(kafkaProgram);
        mysql = runner.start(mysqlProgram);
        for (Child child : List.of(redis, mysql, kafka)) {
            child.awaitReady(LIMIT);
        }
        databases().provision(ACCOUNTS, false);
        new Topics(kafkaAddress).provision(false);
    }

    @AfterAll
    static void stopServers() throws Exception {
        for (Child child : new Child[] {redis, kafka, mysql}) {
            if (child != null) {
                child.stop(Duration.ofSeconds(10));
            }
        }
        guard.close();
    }

    @Test
    void redisKeepsWhatItAnsweredThroughAKill() throws Exception {
        assertThat(redisAnswer("SET kept 1")).isEqualTo("+OK");
        redis = killAndStartAgain(redis, redisProgram);
        assertThat(redisAnswer("EXISTS kept")).isEqualTo(":1");
    }

    @Test
    void redisWritesEveryChangeAndNeverEvicts() throws Exception {
        assertThat(redisAnswer("CONFIG GET appendfsync", 5)).endsWith("always");
        assertThat(redisAnswer("CONFIG GET maxmemory-policy", 5)).endsWith("noeviction");
    }

    @Test
    void databaseKeepsWhatItCommittedThroughAKill() throws Exception {
        execute("orders", "o-secret", "orders", "CREATE TABLE kept (id INT PRIMARY KEY)");
        execute("orders", "o-secret", "orders", "INSERT INTO kept VALUES (7)");
        mysql = killAndStartAgain(mysql, mysqlProgram);
        assertThat(query("orders", "o-secret", "orders", "SELECT id FROM kept")).isEqualTo("7");
    }

    @Test
    void databaseIsDurableAndSpeaksUtcAndUtf8() throws Exception {
        String settings = query(
                "orders",
                "o-secret",
                "orders",
                "SELECT CONCAT_WS(' ', @@innodb_flush_log_at_trx_commit, @@performance_schema, @@global.time_zone,"
                        + " @@character_set_database, @@collation_database)");
        assertThat(settings).isEqualTo("1 OFF +00:00 utf8mb4 utf8mb4_bin");
    }

    @Test
    void eachUserSeesItsOwnSchemaOnly() throws Exception {
        execute("inventory", "i-secret", "inventory", "CREATE TABLE mine (id INT)");
        assertThatThrownBy(() -> query("orders", "o-secret", "orders", "SELECT COUNT(*) FROM inventory.mine"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("denied");
        assertThatThrownBy(() -> query("orders", "o-secret", "payments", "SELECT 1"))
                .isInstanceOf(SQLException.class);
        assertThat(query(
                        "orders",
                        "o-secret",
                        "orders",
                        "SELECT GROUP_CONCAT(schema_name) FROM information_schema.schemata"
                                + " WHERE schema_name <> 'information_schema'"))
                .isEqualTo("orders");
    }

    @Test
    void nobodyEntersWithoutAPassword() {
        assertThatThrownBy(() -> query("root", "", "", "SELECT 1")).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> query("nobody", "", "", "SELECT 1")).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> query("orders", "wrong", "orders", "SELECT 1")).isInstanceOf(SQLException.class);
    }

    @Test
    void provisioningAgainKeepsDataAndChangesPasswords() throws Exception {
        execute("payments", "p-secret", "payments", "CREATE TABLE here (id INT)");
        DatabaseAccount changed = new DatabaseAccount("payments", "payments", "p2-secret");
        databases().provision(List.of(changed), false);
        assertThat(query("payments", "p2-secret", "payments", "SELECT COUNT(*) FROM here"))
                .isEqualTo("0");
        databases().provision(List.of(ACCOUNTS.get(2)), true);
        assertThatThrownBy(() -> query("payments", "p-secret", "payments", "SELECT COUNT(*) FROM here"))
                .isInstanceOf(SQLException.class);
    }

    @Test
    void kafkaKeepsItsTopicsThroughAKill() throws Exception {
        kafka = killAndStartAgain(kafka, kafkaProgram);
        assertThat(partitions()).hasSize(14);
    }

    @Test
    void topicsHaveTheirPartitionsAndPolicies() throws Exception {
        assertThat(partitions())
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("flashsale.reservations.v1", 6),
                        Map.entry("flashsale.reservations.v1.dlq", 1),
                        Map.entry("flashsale.orders.v1", 6),
                        Map.entry("flashsale.orders.v1.dlq", 1),
                        Map.entry("flashsale.payments.v1", 6),
                        Map.entry("flashsale.payments.v1.dlq", 1),
                        Map.entry("flashsale.sales.v1", 1),
                        Map.entry("flashsale.sales.v1.dlq", 1),
                        Map.entry("flashsale.switches.v1", 1),
                        Map.entry("flashsale.switches.v1.dlq", 1),
                        Map.entry("flashsale.lines.v1", 1),
                        Map.entry("flashsale.lines.v1.dlq", 1),
                        Map.entry("flashsale.decisions.v1", 6),
                        Map.entry("flashsale.decisions.v1.dlq", 1)));
        assertThat(setting("flashsale.sales.v1", "cleanup.policy")).isEqualTo("compact");
        assertThat(setting("flashsale.switches.v1", "cleanup.policy")).isEqualTo("compact");
        assertThat(setting("flashsale.lines.v1", "cleanup.policy")).isEqualTo("compact");
        assertThat(setting("flashsale.lines.v1", "min.compaction.lag.ms")).isEqualTo("604800000");
        assertThat(setting("flashsale.reservations.v1", "retention.ms")).isEqualTo("-1");
    }

    @Test
    void freshTopicsAreThereAgain() throws Exception {
        new Topics(kafkaAddress).provision(true);
        assertThat(partitions()).hasSize(14);
    }

    @Test
    void secretsAreReadableByTheirOwnerOnlyAndOnNoCommandLine() throws Exception {
        Path init = temporary.resolve("a directory/mysql/init.sql");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(init)))
                .isEqualTo("rw-------");
        ProcessHandle process = ProcessHandle.of(mysql.pid()).orElseThrow();
        assertThat(process.info().arguments().map(Stream::of).orElse(Stream.empty()))
                .isNotEmpty()
                .noneMatch(argument -> argument.contains("root-secret"));
    }

    private static Child killAndStartAgain(Child child, Program program) throws Exception {
        ProcessHandle.of(child.pid()).orElseThrow().destroyForcibly();
        child.onExit().join();
        Child again = runner.start(program);
        again.awaitReady(LIMIT);
        return again;
    }

    private static Databases databases() {
        return new Databases(mysqlAddress, "root", "root-secret");
    }

    private static String redisAnswer(String command) throws IOException {
        return redisAnswer(command, 1);
    }

    /** The last of the lines that answer a command. */
    private static String redisAnswer(String command, int lines) throws IOException {
        try (RedisConnection connection = new RedisConnection(redisAddress)) {
            return connection.call(command, lines);
        }
    }

    private static void execute(String user, String password, String schema, String sql) throws SQLException {
        try (Connection connection = connect(user, password, schema);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(String user, String password, String schema, String sql) throws SQLException {
        try (Connection connection = connect(user, password, schema);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }

    private static Connection connect(String user, String password, String schema) throws SQLException {
        return DriverManager.getConnection(Databases.jdbcUrl(mysqlAddress, schema), user, password);
    }

    private static Map<String, Integer> partitions() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafkaAddress.toString()))) {
            Map<String, Integer> partitions = new TreeMap<>();
            for (TopicDescription topic : admin.describeTopics(
                            admin.listTopics().names().get())
                    .allTopicNames()
                    .get()
                    .values()) {
                partitions.put(topic.name(), topic.partitions().size());
            }
            return partitions;
        }
    }

    private static String setting(String topic, String name) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafkaAddress.toString()))) {
            return admin.describeConfigs(List.of(resource))
                    .all()
                    .get()
                    .get(resource)
                    .get(name)
                    .value();
        }
    }
}
