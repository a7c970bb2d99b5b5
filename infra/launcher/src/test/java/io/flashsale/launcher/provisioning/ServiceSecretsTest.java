package io.flashsale.launcher.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.flashsale.launcher.UserError;
import io.flashsale.launcher.state.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceSecretsTest {
    @TempDir
    Path directory;

    @BeforeEach
    void mountVolumes() throws IOException {
        for (String container : List.of(
                "provisioner", "mysql", "inventory-service", "order-service", "payment-service", "edge-filter")) {
            Files.createDirectory(directory.resolve(container));
        }
    }

    @Test
    void eachContainerGetsItsOwnSecretsAndNobodyElses() throws Exception {
        new ServiceSecrets(directory).write(Map.of());

        Secrets secrets = ServiceSecrets.read(directory.resolve("provisioner"));
        assertThat(directory.resolve("mysql/root-password")).hasContent(secrets.mysqlRootPassword());
        assertThat(lines("order-service"))
                .containsExactly(
                        "flashsale.service-token=" + secrets.serviceToken(),
                        "quarkus.datasource.password=" + secrets.databasePassword("orders"));
        assertThat(lines("inventory-service"))
                .contains("quarkus.datasource.password=" + secrets.databasePassword("inventory"));
        assertThat(lines("payment-service"))
                .contains("quarkus.datasource.password=" + secrets.databasePassword("payments"));
        assertThat(lines("edge-filter"))
                .containsExactly(
                        "flashsale.service-token=" + secrets.serviceToken(),
                        "flashsale.admin-token=" + secrets.adminToken(),
                        "flashsale.signing-secret=" + secrets.signingSecret());
    }

    @Test
    void laterStartsKeepThem() throws Exception {
        new ServiceSecrets(directory).write(Map.of());
        List<String> first = lines("edge-filter");
        new ServiceSecrets(directory).write(Map.of());
        assertThat(lines("edge-filter")).isEqualTo(first);
    }

    @Test
    void theEnvironmentDecides() throws Exception {
        new ServiceSecrets(directory).write(Map.of());
        new ServiceSecrets(directory)
                .write(Map.of("FLASHSALE_ADMIN_TOKEN", "given-by-the-operator", "FLASHSALE_SERVICE_TOKEN", ""));
        assertThat(lines("edge-filter")).contains("flashsale.admin-token=given-by-the-operator");
        assertThat(ServiceSecrets.read(directory.resolve("provisioner")).adminToken())
                .isEqualTo("given-by-the-operator");
        assertThat(ServiceSecrets.read(directory.resolve("provisioner")).serviceToken())
                .hasSizeGreaterThan(16);
    }

    @Test
    void refusesASecretThatAPropertiesFileWouldReadDifferently() {
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> new ServiceSecrets(directory)
                        .write(Map.of("FLASHSALE_ORDERS_DB_PASSWORD", "a\\nb=${HOME}-and-more")))
                .withMessageContaining("ORDERS_DB_PASSWORD");
    }

    private List<String> lines(String container) throws IOException {
        return Files.readAllLines(directory.resolve(container).resolve("application.properties"));
    }
}
