package io.flashsale.edge.serving;

import io.flashsale.edge.answering.Representation;
import io.quarkus.runtime.util.ClassPathUtils;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The files of the page by their paths, read once.
 *
 * <p>They lie where {@code index.html} lies, in a jar or a directory of the class path: a class path cannot be asked for all
 * files of a folder, but it can for one.
 */
final class PageFiles {

    private static final String INDEX = "index.html";
    private static final String FOLDER = "META-INF/resources/";
    /** A page is no film. */
    private static final int MOST_FILES = 1_000;

    private static final String ASK_EACH_TIME = "no-cache";
    private static final String KEEP_FOR_EVER = "public, max-age=31536000, immutable";
    private static final String KEEP_FOR_A_DAY = "public, max-age=86400";
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html;charset=UTF-8",
            "js", "text/javascript;charset=UTF-8",
            "css", "text/css;charset=UTF-8",
            "json", "application/json",
            "svg", "image/svg+xml",
            "png", "image/png",
            "ico", "image/x-icon",
            "woff2", "font/woff2",
            "txt", "text/plain;charset=UTF-8");

    private PageFiles() {}

    /** All files by path, such as {@code /index.html}; where two places have the same, the first on the class path. */
    static Map<String, Representation> read(ClassLoader classPath) {
        Map<String, Representation> files = new TreeMap<>();
        try {
            for (URL index : Collections.list(classPath.getResources(FOLDER + INDEX))) {
                ClassPathUtils.consumeAsPath(index, file -> readFolder(file.getParent(), files));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The page's files cannot be read", e);
        }
        return files;
    }

    private static void readFolder(Path folder, Map<String, Representation> files) {
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) found.filter(Files::isRegularFile)::iterator) {
                String path = '/' + folder.relativize(file).toString().replace('\\', '/');
                if (!files.containsKey(path) && files.size() < MOST_FILES) {
                    files.put(
                            path,
                            new Representation(type(path), keeping(path), Buffer.buffer(Files.readAllBytes(file))));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The page's files cannot be read", e);
        }
    }

    private static String type(String path) {
        return TYPES.getOrDefault(path.substring(path.lastIndexOf('.') + 1), "application/octet-stream");
    }

    /** Bundles carry a hash in their name; the page that names them is asked for anew each time. */
    private static String keeping(String path) {
        if (path.startsWith("/static/bundle/")) {
            return KEEP_FOR_EVER;
        }
        return path.endsWith(".html") ? ASK_EACH_TIME : KEEP_FOR_A_DAY;
    }
}
