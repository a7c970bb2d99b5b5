package io.flashsale.launcher.commands;

import io.flashsale.launcher.running.ExistingServers;
import io.flashsale.servers.HostPort;
import picocli.CommandLine.Option;

/** The options that name servers which exist already. */
final class ExistingServersOptions {
    @Option(
            names = "--mysql",
            paramLabel = "HOST:PORT",
            converter = Converters.HostPorts.class,
            description = "Use this MySQL or MariaDB instead of starting one.")
    private HostPort mysql;

    @Option(
            names = "--mysql-user",
            paramLabel = "USER",
            defaultValue = "${env:FLASHSALE_MYSQL_USER:-root}",
            description = "Its administrator; default: $FLASHSALE_MYSQL_USER, else root.")
    private String mysqlUser;

    @Option(
            names = "--mysql-password",
            paramLabel = "PASSWORD",
            defaultValue = "${env:FLASHSALE_MYSQL_PASSWORD:-root}",
            description = "The administrator's password; default: $FLASHSALE_MYSQL_PASSWORD, else root.")
    private String mysqlPassword;

    @Option(
            names = "--redis",
            paramLabel = "HOST:PORT",
            converter = Converters.HostPorts.class,
            description = "Use this Redis instead of starting one.")
    private HostPort redis;

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            converter = Converters.HostPorts.class,
            description = "Use this Kafka instead of starting one.")
    private HostPort kafka;

    ExistingServers toServers() {
        return new ExistingServers(redis, kafka, mysql, mysqlUser, mysqlPassword);
    }
}
