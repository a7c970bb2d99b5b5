package io.flashsale.edge.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageFilesTest {

    private static final String FOLDER = "META-INF/resources/";

    @TempDir
    Path directory;

    @Test
    void readsTheFilesOfAJarAndNothingElseOfIt() throws Exception {
        Path jar = directory.resolve("page.jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out)) {
            // Without entries for the folders, as some tools make them.
            for (String name : new String[] {
                FOLDER + "index.html",
                FOLDER + "static/bundle/app-1.js",
                "META-INF/secret.txt",
                "application.properties"
            }) {
                entries.putNextEntry(new JarEntry(name));
                entries.write(name.getBytes(StandardCharsets.UTF_8));
            }
        }
        try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null)) {
            assertThat(PageFiles.read(loader)).containsOnlyKeys("/index.html", "/static/bundle/app-1.js");
        }
    }

    @Test
    void readsTheFilesOfADirectory() throws Exception {
        Path resources = Files.createDirectories(directory.resolve(FOLDER + "a/b"));
        Files.writeString(directory.resolve(FOLDER + "index.html"), "<html>");
        Files.writeString(resources.resolve("c.css"), "p {}");
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {directory.toUri().toURL()}, null)) {
            assertThat(PageFiles.read(loader)).containsOnlyKeys("/index.html", "/a/b/c.css");
        }
    }

    @Test
    void aClassPathWithoutAPageHasNoFiles() throws Exception {
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {directory.toUri().toURL()}, null)) {
            assertThat(PageFiles.read(loader)).isEmpty();
        }
    }
}
