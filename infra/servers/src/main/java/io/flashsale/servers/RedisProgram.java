package io.flashsale.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** A Redis 7.0 that writes every change to disk before it answers and never evicts. */
public final class RedisProgram implements Program {
    private final Binaries binaries;
    private final Path directory;
    private final HostPort address;

    /** @param directory its data directory, created when absent */
    public RedisProgram(Binaries binaries, Path directory, int port) {
        this.binaries = binaries;
        this.directory = directory.toAbsolutePath();
        this.address = HostPort.local(port);
    }

    @Override
    public String name() {
        return "redis";
    }

    @Override
    public ProcessBuilder prepare() throws IOException {
        Files.createDirectories(directory);
        List<String> command = List.of(
                binaries.executable("redis-server-7.0.15-" + platform()).toString(),
                "--port",
                Integer.toString(address.port()),
                "--bind",
                address.host(),
                "--appendonly",
                "yes",
                "--appendfsync",
                "always",
                "--maxmemory-policy",
                "noeviction",
                // The append-only file alone holds the data: a snapshot would only add a fork.
                "--save",
                "",
                "--daemonize",
                "no");
        // The working directory is its data directory: Redis would split an argument with a space in it.
        return new ProcessBuilder(command).directory(directory.toFile());
    }

    @Override
    public boolean isReady() {
        return RedisConnection.answers(address);
    }

    private static String platform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
        String processor =
                switch (System.getProperty("os.arch")) {
                    case "aarch64", "arm64" -> "arm64";
                    default -> "amd64";
                };
        return system + "-" + processor;
    }
}
