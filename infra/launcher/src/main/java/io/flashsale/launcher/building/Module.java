package io.flashsale.launcher.building;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A service's module in the repository: what it is built from and what the build makes of it. */
final class Module {
    private final Path root;
    private final String name;

    Module(Path root, String name) {
        this.root = root;
        this.name = name;
    }

    String name() {
        return name;
    }

    Path jar() {
        return root.resolve(name).resolve("target/quarkus-app/quarkus-run.jar");
    }

    /** Whether the jar is missing, or older than something that it was built from. */
    boolean isStale() throws IOException {
        if (!Files.exists(jar())) {
            return true;
        }
        FileTime built = Files.getLastModifiedTime(jar());
        for (Path source : sources()) {
            if (hasNewer(source, built)) {
                return true;
            }
        }
        return false;
    }

    private List<Path> sources() {
        List<Path> sources = new ArrayList<>(List.of(root.resolve("pom.xml")));
        List<String> modules = new ArrayList<>(List.of(name, "contracts", "infra/problems"));
        if (name.equals("edge-filter")) {
            modules.add("frontend");
        }
        for (String module : modules) {
            sources.add(root.resolve(module).resolve("pom.xml"));
            sources.add(root.resolve(module).resolve("src/main"));
        }
        return sources;
    }

    private static boolean hasNewer(Path source, FileTime time) throws IOException {
        if (!Files.exists(source)) {
            return false;
        }
        try (Stream<Path> files = Files.walk(source)) {
            return files.filter(Files::isRegularFile)
                    .anyMatch(file -> modified(file).compareTo(time) > 0);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static FileTime modified(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
