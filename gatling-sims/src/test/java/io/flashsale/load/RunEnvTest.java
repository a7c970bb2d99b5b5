package io.flashsale.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunEnvTest {
    @TempDir
    private Path directory;

    @Test
    void readsKeysAndKeepsEqualsSignsInValues() throws IOException {
        Path file = directory.resolve("run.env");
        Files.writeString(file, "# a comment\nEDGE_URL=http://127.0.0.1:8080\n\nADMIN_TOKEN=abc=def==\n");

        RunEnv env = RunEnv.read(file);

        assertThat(env.edgeUrl()).isEqualTo("http://127.0.0.1:8080");
        assertThat(env.adminToken()).isEqualTo("abc=def==");
    }

    @Test
    void namesTheKeyThatIsMissing() throws IOException {
        Path file = directory.resolve("run.env");
        Files.writeString(file, "EDGE_URL=http://127.0.0.1:8080\n");

        RunEnv env = RunEnv.read(file);

        assertThatIllegalStateException().isThrownBy(env::adminToken).withMessageContaining("ADMIN_TOKEN");
    }

    @Test
    void saysThatNothingRunsWhenThereIsNoFile() {
        assertThatThrownBy(() -> RunEnv.read(directory.resolve("run.env")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("is Flash Sale running?");
    }
}
