package io.flashsale.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

class GivenSystemTest {

    @TempDir
    Path root;

    private final Map<String, String> properties = new HashMap<>();
    private final Map<String, String> environment = new HashMap<>();

    private GivenSystem given() {
        return new GivenSystem(properties::get, environment::get, root);
    }

    private SystemUnderTest found() {
        return given().find().orElseThrow();
    }

    private void write(String path, String... lines) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, String.join("\n", lines) + "\n");
    }

    @Test
    void namesNoneWithoutUrlAndRunEnvWhateverTheEnvironmentHolds() throws IOException {
        write(".flashsale/run.env", "EDGE_URL=http://127.0.0.1:8080", "ADMIN_TOKEN=own");
        environment.put("EDGE_URL", "http://127.0.0.1:8080");
        environment.put("ADMIN_TOKEN", "environment");
        properties.put("flashsale.url", "");

        assertThat(given().isGiven()).isFalse();
        assertThat(given().find()).isEmpty();
    }

    @Test
    void takesEverythingFromTheRunEnvAlone() throws IOException {
        write("elsewhere/run.env", "EDGE_URL=http://127.0.0.1:9000", "ADMIN_TOKEN=a=b", "KAFKA_BOOTSTRAP=k:1");
        properties.put("flashsale.run-env", "elsewhere/run.env");

        assertThat(found().url()).isEqualTo("http://127.0.0.1:9000");
        assertThat(found().adminToken()).isEqualTo("a=b");
        assertThat(found().demand("KAFKA_BOOTSTRAP")).isEqualTo("k:1");
    }

    @Test
    void prefersThePropertyToTheEnvironmentAndThatToTheFile() throws IOException {
        write("run.env", "EDGE_URL=http://127.0.0.1:9000", "ADMIN_TOKEN=file", "MYSQL_HOST=file", "MYSQL_PORT=1");
        properties.put("flashsale.url", "http://sale.example:80/");
        properties.put("flashsale.run-env", "run.env");
        assertThat(found().adminToken()).isEqualTo("file");

        environment.put("ADMIN_TOKEN", "environment");
        environment.put("MYSQL_HOST", "environment");
        assertThat(found().adminToken()).isEqualTo("environment");

        properties.put("flashsale.admin-token", "property");
        assertThat(found().adminToken()).isEqualTo("property");
        assertThat(found().demand("MYSQL_HOST")).isEqualTo("environment");
        assertThat(found().demand("MYSQL_PORT")).isEqualTo("1");
        assertThat(found().url()).isEqualTo("http://sale.example:80");
    }

    @Test
    void readsTheRepositorysOwnRunEnvOnlyWhenItSpeaksOfTheSameUrl() throws IOException {
        write(".flashsale/run.env", "EDGE_URL=http://127.0.0.1:8080", "ADMIN_TOKEN=own");
        properties.put("flashsale.url", "http://localhost:8080/");
        assertThat(found().adminToken()).isEqualTo("own");

        properties.put("flashsale.url", "http://127.0.0.1:8081");
        assertThatThrownBy(this::found).isInstanceOf(AssertionError.class);
    }

    @Test
    void saysHowToGiveTheMissingToken() {
        properties.put("flashsale.url", "http://127.0.0.1:8080");

        assertThatThrownBy(this::found)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("http://127.0.0.1:8080")
                .hasMessageContaining("-Dflashsale.admin-token=")
                .hasMessageContaining("ADMIN_TOKEN")
                .hasMessageContaining("-Dflashsale.run-env=");
    }

    @Test
    void skipsATestThatDemandsWhatIsUnknown() {
        properties.put("flashsale.url", "http://127.0.0.1:8080");
        environment.put("ADMIN_TOKEN", "token");

        assertThatThrownBy(() -> found().demand("KAFKA_BOOTSTRAP"))
                .isInstanceOf(TestAbortedException.class)
                .hasMessageContaining("KAFKA_BOOTSTRAP");
        assertThatThrownBy(() -> found().processes()).isInstanceOf(TestAbortedException.class);
        assertThat(found().containers()).isEmpty();
        assertThat(found().isEmbedded()).isFalse();
    }

    @Test
    void knowsProcessesByPidAndContainersByProject() throws IOException {
        write("run.env", "EDGE_URL=http://127.0.0.1:9000", "ADMIN_TOKEN=t", "EDGE_FILTER_PID=1");
        properties.put("flashsale.run-env", "run.env");
        assertThat(found().processes()).isInstanceOf(PidProcesses.class);
        assertThat(found().isEmbedded()).isTrue();

        write("run.env", "EDGE_URL=http://127.0.0.1:9000", "ADMIN_TOKEN=t", "COMPOSE_PROJECT=sale");
        assertThat(found().processes()).isEqualTo(new Containers("sale"));
        assertThat(found().isEmbedded()).isFalse();
    }
}
