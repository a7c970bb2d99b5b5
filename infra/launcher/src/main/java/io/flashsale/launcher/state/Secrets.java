package io.flashsale.launcher.state;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The secrets of one installation: drawn at its first start, the same at every later one, so sessions stay valid. */
public final class Secrets {
    private static final int BYTES = 24;

    private final Map<String, String> values;

    private Secrets(Map<String, String> values) {
        this.values = values;
    }

    /** What the file holds, with what it lacks drawn and added. */
    static Secrets in(EnvFile file) throws IOException {
        Map<String, String> values = new LinkedHashMap<>(file.read());
        boolean complete = true;
        for (String name : new String[] {
            "ADMIN_TOKEN",
            "SERVICE_TOKEN",
            "SIGNING_SECRET",
            "MYSQL_ROOT_PASSWORD",
            "INVENTORY_DB_PASSWORD",
            "ORDERS_DB_PASSWORD",
            "PAYMENTS_DB_PASSWORD"
        }) {
            complete &= values.containsKey(name);
            values.computeIfAbsent(name, absent -> draw());
        }
        if (!complete) {
            file.write(values);
        }
        return new Secrets(values);
    }

    public String adminToken() {
        return values.get("ADMIN_TOKEN");
    }

    /** The secret that services show each other. */
    public String serviceToken() {
        return values.get("SERVICE_TOKEN");
    }

    /** The key that the edge signs sessions and passes with. */
    public String signingSecret() {
        return values.get("SIGNING_SECRET");
    }

    public String mysqlRootPassword() {
        return values.get("MYSQL_ROOT_PASSWORD");
    }

    /** @param schema inventory, orders or payments */
    public String databasePassword(String schema) {
        return values.get(schema.toUpperCase(Locale.ROOT) + "_DB_PASSWORD");
    }

    private static String draw() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
