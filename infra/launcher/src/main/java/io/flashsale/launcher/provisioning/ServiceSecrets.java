package io.flashsale.launcher.provisioning;

import io.flashsale.launcher.state.EnvFile;
import io.flashsale.launcher.state.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The secrets of a container installation, a directory for each container that needs some and sees no other directory:
 * {@code provisioner/secrets.env} has all of them, {@code mysql/root-password} the administrator's, and a service's
 * {@code application.properties} what that service is configured with.
 */
public final class ServiceSecrets {
    private static final String PREFIX = "FLASHSALE_";

    private final Path directory;

    public ServiceSecrets(Path directory) {
        this.directory = directory;
    }

    /** All of them, as they were written before. */
    public static Secrets read(Path provisioner) throws IOException {
        return Secrets.in(new EnvFile(provisioner.resolve("secrets.env")));
    }

    /**
     * Draws what is missing and writes every file anew.
     *
     * @param environment may give secrets as {@code FLASHSALE_ADMIN_TOKEN} and so on; empty ones count as not given
     */
    public void write(Map<String, String> environment) throws IOException {
        Map<String, String> given = new LinkedHashMap<>();
        for (String name : Secrets.NAMES) {
            String value = environment.getOrDefault(PREFIX + name, "");
            if (!value.isEmpty()) {
                given.put(name, value);
            }
        }
        Secrets secrets =
                Secrets.in(new EnvFile(directory.resolve("provisioner").resolve("secrets.env")), given);
        write("mysql/root-password", secrets.mysqlRootPassword());
        String token = "flashsale.service-token=" + secrets.serviceToken() + "\n";
        write("inventory-service/application.properties", token + database(secrets, "inventory"));
        write("order-service/application.properties", token + database(secrets, "orders"));
        write("payment-service/application.properties", token + database(secrets, "payments"));
        write(
                "edge-filter/application.properties",
                token + "flashsale.admin-token=" + secrets.adminToken() + "\nflashsale.signing-secret="
                        + secrets.signingSecret() + "\n");
    }

    private static String database(Secrets secrets, String schema) {
        return "quarkus.datasource.password=" + secrets.databasePassword(schema) + "\n";
    }

    /** Containers run as different users, so the file is open to all of those who have its directory at all. */
    private void write(String name, String content) throws IOException {
        Path file = directory.resolve(name);
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(draft, content);
        Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("r--r--r--"));
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
