package io.flashsale.launcher.building;

import io.flashsale.launcher.UserError;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Builds the services that are not built yet, or were built from older sources. */
public final class Build {
    private static final Pattern MODULE = Pattern.compile("\\[INFO\\] Building (.+?) \\S+\\s+\\[(\\d+)/(\\d+)\\]");
    private static final int LINES_ON_FAILURE = 25;

    private final Path root;
    private final Path log;
    private final List<Module> modules;

    /** @param log where everything the build says is written */
    public Build(Path root, List<String> services, Path log) {
        this.root = root;
        this.log = log;
        this.modules = services.stream().map(name -> new Module(root, name)).toList();
    }

    /** @throws UserError if a service has no jar at all */
    public void requireBuilt() {
        for (Module module : modules) {
            if (!Files.exists(module.jar())) {
                throw new UserError(module.name() + " is not built; leave out --no-build");
            }
        }
    }

    /** @param progress hears each module as its build begins */
    public void run(Consumer<String> progress) throws IOException, InterruptedException {
        List<Module> stale = new ArrayList<>();
        for (Module module : modules) {
            if (module.isStale()) {
                stale.add(module);
            }
        }
        if (stale.isEmpty()) {
            return;
        }
        String names = stale.stream().map(Module::name).collect(Collectors.joining(","));
        progress.accept("building " + names.replace(",", ", ") + " (the first time takes a few minutes)");
        FileTime begun = FileTime.from(Instant.now());
        maven(names, progress);
        for (Module module : stale) {
            // What was edited during the build is newer, and a jar that came out the same counts as built.
            Files.setLastModifiedTime(module.jar(), begun);
        }
    }

    private void maven(String names, Consumer<String> progress) throws IOException, InterruptedException {
        Files.createDirectories(log.getParent());
        Process maven = new ProcessBuilder(
                        root.resolve("mvnw").toString(),
                        "--batch-mode",
                        "--no-transfer-progress",
                        "-Dmaven.test.skip=true",
                        "-pl",
                        names,
                        "-am",
                        "package")
                .directory(root.toFile())
                .redirectErrorStream(true)
                .start();
        maven.getOutputStream().close();
        Runtime.getRuntime().addShutdownHook(new Thread(maven::destroy, "stop-build"));
        Deque<String> last = new ArrayDeque<>();
        try (BufferedReader lines = maven.inputReader();
                Writer file = Files.newBufferedWriter(log)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                file.write(line + "\n");
                last.add(line);
                if (last.size() > LINES_ON_FAILURE) {
                    last.remove();
                }
                Matcher module = MODULE.matcher(line);
                if (module.find()) {
                    progress.accept("  [%s/%s] %s".formatted(module.group(2), module.group(3), module.group(1)));
                }
            }
        }
        if (maven.waitFor() != 0) {
            last.forEach(progress);
            throw new UserError("the build failed; see " + log);
        }
    }
}
