package io.flashsale.servers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * A directory of server binaries, unpacked once from the jars on the classpath and shared by all who name it.
 *
 * <p>Unpacking happens beside the target and ends with a rename, under a file lock: an interrupted run leaves nothing
 * half unpacked, and two at the same time unpack once.
 */
public final class Binaries {
    private final Path directory;

    public Binaries(Path directory) {
        this.directory = directory.toAbsolutePath();
    }

    /** The default directory: beside the classes or jar of this module, so that a clean build clears it. */
    public static Binaries besideThisModule() {
        Path code = Path.of(URI.create(Binaries.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString()));
        return new Binaries(code.resolveSibling("binaries"));
    }

    /** One executable that is a resource of a jar. */
    Path executable(String resource) throws IOException {
        Path target = directory.resolve(resource);
        return unpackOnce(target, draft -> {
            try (InputStream content = resource(resource).openStream()) {
                Files.copy(content, draft);
            }
            makeExecutable(draft);
        });
    }

    /**
     * The tree of resources under a folder of a jar.
     *
     * @param folder the folder's name in the jar, without a slash at its end
     * @param wanted which files to unpack, by their names relative to the folder
     */
    Path tree(String folder, String name, Predicate<String> wanted) throws IOException {
        return unpackOnce(directory.resolve(name), draft -> {
            JarURLConnection connection = (JarURLConnection) resource(folder).openConnection();
            connection.setUseCaches(false);
            try (JarFile jar = connection.getJarFile()) {
                for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
                    String prefix = folder + "/";
                    if (!entry.isDirectory() && entry.getName().startsWith(prefix)) {
                        String relative = entry.getName().substring(prefix.length());
                        if (wanted.test(relative)) {
                            unpack(jar, entry, draft.resolve(relative));
                        }
                    }
                }
            }
        });
    }

    private static void unpack(JarFile jar, JarEntry entry, Path target) throws IOException {
        Files.createDirectories(target.getParent());
        try (InputStream content = jar.getInputStream(entry)) {
            Files.copy(content, target);
        }
        if (target.getParent().endsWith("bin")) {
            makeExecutable(target);
        }
    }

    private static void makeExecutable(Path file) throws IOException {
        if (!file.toFile().setExecutable(true, false)) {
            throw new IOException("cannot make " + file + " executable");
        }
    }

    private static URL resource(String name) throws IOException {
        URL url = Binaries.class.getClassLoader().getResource(name);
        if (url == null) {
            throw new IOException("there is no " + name + " for this kind of machine; name an existing server instead");
        }
        return url;
    }

    private Path unpackOnce(Path target, Unpacking unpacking) throws IOException {
        if (Files.exists(target)) {
            return target;
        }
        Files.createDirectories(directory);
        synchronized (Binaries.class) { // a file lock belongs to the whole JVM, not to a thread
            Path lockFile = directory.resolve(".lock");
            try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                if (lock.isValid() && !Files.exists(target)) {
                    Path draft = directory.resolve(".draft-" + target.getFileName());
                    delete(draft);
                    unpacking.into(draft);
                    rename(draft, target);
                }
            }
        }
        return target;
    }

    private static void rename(Path draft, Path target) throws IOException {
        try {
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(draft, target);
        }
    }

    /** Deletes a file or a whole directory, if it is there. */
    public static void delete(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> inside = Files.walk(path)) {
            for (Path each : (Iterable<Path>) inside.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(each);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private interface Unpacking {
        void into(Path draft) throws IOException;
    }
}
