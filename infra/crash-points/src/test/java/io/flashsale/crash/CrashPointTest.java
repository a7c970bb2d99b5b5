package io.flashsale.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrashPointTest {
    @TempDir
    Path directory;

    private final AtomicInteger ends = new AtomicInteger();

    @Test
    void isInertWithoutADirectory() throws Exception {
        Files.createFile(directory.resolve("a-point"));
        new CrashPoint("a-point", null, ends::incrementAndGet).reach();
        new CrashPoint("a-point", "", ends::incrementAndGet).reach();
        assertThat(ends).hasValue(0);
    }

    @Test
    void endsTheProcessOnceWhenItIsArmed() throws Exception {
        CrashPoint point = new CrashPoint("a-point", directory.toString(), ends::incrementAndGet);
        point.reach();
        assertThat(ends).hasValue(0);

        Files.createFile(directory.resolve("a-point"));
        Files.createFile(directory.resolve("another-point"));
        point.reach();
        point.reach();

        assertThat(ends).hasValue(1);
        assertThat(directory).isDirectoryNotContaining("glob:**/a-point");
        assertThat(directory.resolve("another-point")).exists();
    }

    @Test
    void haltsWithoutRunningShutdownHooks() throws Exception {
        Path trace = directory.resolve("hook-ran");
        Files.createFile(directory.resolve("end"));
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Dying.class.getName(),
                trace.toString());
        builder.environment().put("FLASHSALE_CRASH_POINTS", directory.toString());

        assertThat(builder.start().waitFor()).isEqualTo(CrashPoint.EXIT_CODE);
        assertThat(trace).doesNotExist();
    }

    /** A process that leaves a trace when it ends in order. */
    static final class Dying {
        public static void main(String[] args) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> leave(Path.of(args[0]))));
            CrashPoint.named("end").reach();
        }

        private static void leave(Path trace) {
            try {
                Files.createFile(trace);
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }
}
