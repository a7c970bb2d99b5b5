package io.flashsale.launcher.running;

import io.flashsale.servers.HostPort;

/**
 * Servers that were there before and are used as they are; null where one of ours is started.
 *
 * @param mysqlUser an administrator of the existing database
 */
public record ExistingServers(HostPort redis, HostPort kafka, HostPort mysql, String mysqlUser, String mysqlPassword) {
    /** All three are ours to start. */
    public static ExistingServers none() {
        return new ExistingServers(null, null, null, null, null);
    }

    @Override
    public String toString() {
        return "redis " + redis + ", kafka " + kafka + ", mysql " + mysql;
    }
}
