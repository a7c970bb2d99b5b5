package io.flashsale.launcher.state;

import io.flashsale.launcher.UserError;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The secrets of one installation: drawn at its first start, the same at every later one, so sessions stay valid. */
public final class Secrets {
    /** What each secret is called, here and in {@code run.env}. */
    public static final List<String> NAMES = List.of(
            "ADMIN_TOKEN",
            "SERVICE_TOKEN",
            "SIGNING_SECRET",
            "MYSQL_ROOT_PASSWORD",
            "INVENTORY_DB_PASSWORD",
            "ORDERS_DB_PASSWORD",
            "PAYMENTS_DB_PASSWORD");

    private static final int BYTES = 24;
    /** Fit for every place a secret is written to: a shell, a properties file, a URL, SQL. */
    private static final Pattern FIT = Pattern.compile("[A-Za-z0-9_-]{16,128}");

    private final Map<String, String> values;

    private Secrets(Map<String, String> values) {
        this.values = values;
    }

    /** What the file holds, with what it lacks drawn and added. */
    public static Secrets in(EnvFile file) throws IOException {
        return in(file, Map.of());
    }

    /**
     * What is given, else what the file holds, else drawn; the file holds all of it afterwards.
     *
     * @param given by names of {@link #NAMES}
     * @throws UserError if one that is given could not be written safely everywhere
     */
    public static Secrets in(EnvFile file, Map<String, String> given) throws IOException {
        Map<String, String> held = file.read();
        Map<String, String> values = new LinkedHashMap<>(held);
        for (String name : NAMES) {
            if (given.containsKey(name)) {
                values.put(name, requireFit(name, given.get(name)));
            }
            values.computeIfAbsent(name, absent -> draw());
        }
        if (!values.equals(held)) {
            file.write(values);
        }
        return new Secrets(values);
    }

    private static String requireFit(String name, String secret) {
        if (!FIT.matcher(secret).matches()) {
            throw new UserError(name + " must be 16 to 128 letters, digits, '_' and '-'");
        }
        return secret;
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

    /** What the signing secret was before, separated by commas; empty unless an operator has written it into the file. */
    public String previousSigningSecrets() {
        return values.getOrDefault("PREVIOUS_SIGNING_SECRETS", "");
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
