package io.flashsale.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServersMainTest {
    @TempDir
    Path directory;

    @Test
    void startsWhatIsNotNamedAndStopsItWhenItsInputEnds() throws Exception {
        Process main = start("--dir", directory.toString(), "--fresh");
        Map<String, String> facts = facts(main);
        assertThat(facts)
                .containsKeys("REDIS", "KAFKA", "MYSQL", "MYSQL_ADMIN_USER", "MYSQL_ADMIN_PASSWORD")
                .containsKeys("ORDERS_DB_USER", "ORDERS_DB_PASSWORD", "REDIS_PID", "KAFKA_PID", "MYSQL_PID");

        usesServersThatExist(facts);

        main.getOutputStream().close();
        assertThat(main.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(main.exitValue()).isZero();
        for (String pid : List.of("REDIS_PID", "KAFKA_PID", "MYSQL_PID")) {
            assertThat(ProcessHandle.of(Long.parseLong(facts.get(pid))).filter(ProcessHandle::isAlive))
                    .as(pid)
                    .isEmpty();
        }
    }

    private void usesServersThatExist(Map<String, String> servers) throws Exception {
        Process second = start(
                "--dir", directory.resolve("second").toString(),
                "--redis", servers.get("REDIS"),
                "--kafka", servers.get("KAFKA"),
                "--mysql", servers.get("MYSQL"),
                "--mysql-user", servers.get("MYSQL_ADMIN_USER"),
                "--mysql-password", servers.get("MYSQL_ADMIN_PASSWORD"));
        Map<String, String> facts = facts(second);
        assertThat(facts).containsEntry("REDIS", servers.get("REDIS")).doesNotContainKeys("REDIS_PID", "MYSQL_PID");
        second.getOutputStream().close();
        assertThat(second.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(ProcessHandle.of(Long.parseLong(servers.get("REDIS_PID"))).filter(ProcessHandle::isAlive))
                .isPresent();
    }

    private static Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ServersMain.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static Map<String, String> facts(Process main) throws IOException {
        Map<String, String> facts = new HashMap<>();
        BufferedReader lines = main.inputReader();
        for (String line = lines.readLine(); line != null && !line.equals("READY"); line = lines.readLine()) {
            String[] pair = line.split("=", 2);
            facts.put(pair[0], pair[1]);
        }
        return facts;
    }
}
