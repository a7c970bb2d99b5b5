package io.flashsale.launcher.loading;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatlingLogTest {
    @TempDir
    Path directory;

    @Test
    void findsBrokenAssertionsAndTheLastCountOfErrors() throws Exception {
        assertThat(new GatlingLog(Recorded.file("gatling.log")).complaints())
                .containsExactly(
                        "Global: count of failed events is 0.0 : false (actual : 1.0)",
                        "Sign in: 99th percentile of response time is less than or equal to 5000.0 : false"
                                + " (actual : 5772.0)",
                        "Pass: 99th percentile of response time is less than or equal to 5000.0 : false"
                                + " (actual : 5122.0)",
                        "jsonPath($.type).find.in(), found /problems/internal  1  (100%)");
    }

    @Test
    void findsTheCauseOfASimulationThatNeverBegan() throws Exception {
        Path file = directory.resolve("gatling.log");
        Files.writeString(file, """
                java.lang.reflect.InvocationTargetException
                \tat a.B.c(B.java:1)
                Caused by: java.lang.IllegalArgumentException: -Dusers=x is no number
                [ERROR] Failed to execute goal gatling:test
                [ERROR] -> [Help 1]
                """);

        assertThat(new GatlingLog(file).complaints())
                .containsExactly("java.lang.IllegalArgumentException: -Dusers=x is no number");
    }

    @Test
    void fallsBackToWhatMavenSays() throws Exception {
        Path file = directory.resolve("gatling.log");
        Files.writeString(file, "[ERROR] Failed to execute goal compile\n[ERROR] -> [Help 1]\n");

        assertThat(new GatlingLog(file).complaints()).containsExactly("[ERROR] Failed to execute goal compile");
    }
}
