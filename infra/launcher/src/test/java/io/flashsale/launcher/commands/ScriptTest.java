package io.flashsale.launcher.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The {@code flashsale} script, as far as it goes without starting Java. */
class ScriptTest {
    @TempDir
    Path temporary;

    @Test
    void refusesAnOldJdk() throws Exception {
        executable("bin/java", "#!/bin/sh\necho 'openjdk version \"11.0.2\" 2019-01-15' >&2\n");
        executable("bin/javac", "#!/bin/sh\n");
        assertThat(run(temporary.toString())).contains("Java 11.0.2", "JDK 17 or newer", "exit 1");
    }

    @Test
    void refusesJava8WhichCountsOtherwise() throws Exception {
        executable("bin/java", "#!/bin/sh\necho 'java version \"1.8.0_392\"' >&2\n");
        executable("bin/javac", "#!/bin/sh\n");
        assertThat(run(temporary.toString())).contains("Java 1.8.0_392", "exit 1");
    }

    @Test
    void refusesARuntimeWithoutACompiler() throws Exception {
        executable("bin/java", "#!/bin/sh\n");
        assertThat(run(temporary.toString())).contains("without a compiler", "exit 1");
    }

    @Test
    void refusesAJavaHomeThatIsNone() throws Exception {
        assertThat(run(temporary.resolve("nowhere").toString())).contains("has no bin/java", "exit 1");
    }

    private void executable(String name, String text) throws IOException {
        Path file = temporary.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private static String run(String javaHome) throws IOException, InterruptedException {
        Path script = Path.of(System.getProperty("flashsale.root"), "flashsale");
        ProcessBuilder builder = new ProcessBuilder(script.toString(), "status").redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", javaHome);
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return text + "exit " + process.waitFor();
    }
}
