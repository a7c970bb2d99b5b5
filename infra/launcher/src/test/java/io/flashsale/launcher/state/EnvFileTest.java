package io.flashsale.launcher.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvFileTest {
    @TempDir
    Path directory;

    @Test
    void readsWhatItWrote() throws Exception {
        Map<String, String> values = Map.of("A", "plain", "B", "it's $HOME `x`", "C", "http://h:1/?a=b", "D", "");
        EnvFile file = new EnvFile(directory.resolve("run.env"));
        file.write(values);
        assertThat(file.read()).containsExactlyInAnyOrderEntriesOf(values);
    }

    @Test
    void theShellReadsTheSame() throws Exception {
        Path path = directory.resolve("run.env");
        new EnvFile(path).write(Map.of("SECRET", "it's $HOME `x`"));
        Process shell = new ProcessBuilder(
                        "bash", "-c", "source \"$1\"; printf %s \"$SECRET\"", "bash", path.toString())
                .start();
        assertThat(new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("it's $HOME `x`");
    }

    @Test
    void quotesNothingThatNeedsNoQuotes() throws Exception {
        Path path = directory.resolve("run.env");
        new EnvFile(path).write(Map.of("EDGE_URL", "http://127.0.0.1:8080"));
        assertThat(path).hasContent("EDGE_URL=http://127.0.0.1:8080");
    }

    @Test
    void onlyTheOwnerReadsIt() throws Exception {
        Path path = directory.resolve("run.env");
        Files.writeString(path, "OLD=1\n");
        new EnvFile(path).write(Map.of("NEW", "1"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
        assertThat(directory.toFile().list()).containsExactly("run.env");
    }

    @Test
    void anAbsentFileIsEmpty() throws Exception {
        assertThat(new EnvFile(directory.resolve("none")).read()).isEmpty();
    }

    @Test
    void refusesALineBreak() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EnvFile(directory.resolve("run.env")).write(Map.of("A", "b\nC=d")));
    }
}
