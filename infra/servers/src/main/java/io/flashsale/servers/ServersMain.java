package io.flashsale.servers;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command that runs the three servers until its standard input ends: what the tests of the services start. */
@Command(
        name = "servers",
        mixinStandardHelpOptions = true,
        description = "Runs Redis, Kafka and a MySQL-protocol database until standard input ends.")
final class ServersMain implements Callable<Integer> {
    @Option(names = "--dir", required = true, description = "Where data, logs and pid files live.")
    private Path directory;

    @Option(names = "--binaries", description = "Where server binaries are unpacked once; shared between runs.")
    private Path binaries;

    @Option(names = "--redis", description = "An existing Redis, HOST:PORT.", converter = HostPortConverter.class)
    private HostPort redis;

    @Option(names = "--kafka", description = "An existing Kafka, HOST:PORT.", converter = HostPortConverter.class)
    private HostPort kafka;

    @Option(names = "--mysql", description = "An existing database, HOST:PORT.", converter = HostPortConverter.class)
    private HostPort mysql;

    @Option(names = "--mysql-user", defaultValue = "root", description = "Its administrator.")
    private String mysqlUser;

    @Option(names = "--mysql-password", defaultValue = "root", description = "The administrator's password.")
    private String mysqlPassword;

    @Option(names = "--fresh", description = "Clears schemas, topics and keys first, of existing servers too.")
    private boolean fresh;

    private ServersMain() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new ServersMain()).execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        TestServers servers = new TestServers(
                directory,
                binaries == null ? Binaries.besideThisModule() : new Binaries(binaries),
                new TestServers.Existing(redis, kafka, mysql, mysqlUser, mysqlPassword),
                fresh);
        Runtime.getRuntime().addShutdownHook(new Thread(servers::stop, "stop"));
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        servers.start().forEach((key, value) -> out.println(key + "=" + value));
        out.println("READY");
        System.in.transferTo(OutputStream.nullOutputStream());
        servers.stop();
        return 0;
    }

    static final class HostPortConverter implements CommandLine.ITypeConverter<HostPort> {
        @Override
        public HostPort convert(String text) {
            try {
                return HostPort.parse(text);
            } catch (IllegalArgumentException e) {
                throw new CommandLine.TypeConversionException(e.getMessage());
            }
        }
    }
}
