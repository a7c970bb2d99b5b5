package io.flashsale.launcher.running;

import io.flashsale.launcher.state.Secrets;
import io.flashsale.servers.DatabaseAccount;
import io.flashsale.servers.HostPort;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** What {@code run.env} tells of every running system, however it was started: addresses as this machine reaches them. */
public record RunFacts(
        URI edge,
        URI inventory,
        URI order,
        URI payment,
        HostPort redis,
        HostPort kafka,
        HostPort mysql,
        String mysqlAdminUser,
        String mysqlAdminPassword) {

    /** The schemas, each with its user and that user's password. */
    public static List<DatabaseAccount> accounts(Secrets secrets) {
        return Stream.of("inventory", "orders", "payments")
                .map(schema -> new DatabaseAccount(schema, schema, secrets.databasePassword(schema)))
                .toList();
    }

    /** The lines of {@code run.env}, by key. */
    public Map<String, String> with(Secrets secrets) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("EDGE_URL", edge.toString());
        facts.put("ADMIN_TOKEN", secrets.adminToken());
        facts.put("SERVICE_TOKEN", secrets.serviceToken());
        facts.put("INVENTORY_SERVICE_URL", inventory.toString());
        facts.put("ORDER_SERVICE_URL", order.toString());
        facts.put("PAYMENT_SERVICE_URL", payment.toString());
        facts.put("REDIS_URL", "redis://" + redis);
        facts.put("KAFKA_BOOTSTRAP", kafka.toString());
        facts.put("MYSQL_URL", "mysql://" + mysql);
        facts.put("MYSQL_HOST", mysql.host());
        facts.put("MYSQL_PORT", Integer.toString(mysql.port()));
        facts.put("MYSQL_ADMIN_USER", mysqlAdminUser);
        facts.put("MYSQL_ADMIN_PASSWORD", mysqlAdminPassword);
        for (DatabaseAccount account : accounts(secrets)) {
            String prefix = account.schema().toUpperCase(Locale.ROOT) + "_DB_";
            facts.put(prefix + "USER", account.user());
            facts.put(prefix + "PASSWORD", account.password());
        }
        return facts;
    }
}
