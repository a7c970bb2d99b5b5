package io.flashsale.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunEnvTest {
    @TempDir
    private Path directory;

    @Test
    void readsKeysAndKeepsEqualsSignsInValues() throws IOException {
        Path file = directory.resolve("run.env");
        Files.writeString(file, "# a comment\nEDGE_URL=http://127.0.0.1:8080\n\nADMIN_TOKEN=abc=def==\n");

        RunEnv env = RunEnv.read(file, false);

        assertThat(env.edgeUrl()).isEqualTo("http://127.0.0.1:8080");
        assertThat(env.adminToken()).isEqualTo("abc=def==");
    }

    @Test
    void namesTheKeyThatIsMissing() throws IOException {
        Path file = directory.resolve("run.env");
        Files.writeString(file, "EDGE_URL=http://127.0.0.1:8080\n");

        RunEnv env = RunEnv.read(file, false);

        assertThatIllegalStateException().isThrownBy(env::adminToken).withMessageContaining("ADMIN_TOKEN");
    }

    @Test
    void saysThatNothingRunsWhenThereIsNoFile() {
        assertThatThrownBy(() -> RunEnv.read(directory.resolve("run.env"), false))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("is Flash Sale running?");
    }

    @Test
    void takesAUrlAndTheTokenOfTheEnvironmentInsteadOfAFile() {
        Properties given = properties("flashsale.url", "http://localhost:9000/");

        RunEnv env = RunEnv.of(given, Map.of("ADMIN_TOKEN", "from the environment"));

        assertThat(env.edgeUrl()).isEqualTo("http://localhost:9000");
        assertThat(env.adminToken()).isEqualTo("from the environment");
    }

    @Test
    void prefersTheTokenThatIsGivenAsAProperty() {
        Properties given = properties("flashsale.url", "http://localhost:9000", "flashsale.admin-token", "given");

        assertThat(RunEnv.of(given, Map.of("ADMIN_TOKEN", "other")).adminToken())
                .isEqualTo("given");
    }

    @Test
    void putsNoLoadOnAnotherMachineUnlessItIsAllowed() {
        Properties given = properties("flashsale.url", "http://shop.example.com");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> RunEnv.of(given, Map.of()).edgeUrl())
                .withMessageContaining("http://shop.example.com is not on this machine")
                .withMessageContaining("-Dallow-remote=true");

        given.setProperty("allow-remote", "true");
        assertThat(RunEnv.of(given, Map.of()).edgeUrl()).isEqualTo("http://shop.example.com");
    }

    private static Properties properties(String... pairs) {
        Properties properties = new Properties();
        for (int i = 0; i < pairs.length; i += 2) {
            properties.setProperty(pairs[i], pairs[i + 1]);
        }
        return properties;
    }
}
