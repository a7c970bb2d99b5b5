package io.flashsale.launcher.building;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModuleTest {
    private static final Instant BUILT = Instant.parse("2026-01-01T12:00:00Z");

    @TempDir
    Path root;

    @BeforeEach
    void build() throws IOException {
        write("pom.xml", BUILT.minusSeconds(60));
        write("order-service/pom.xml", BUILT.minusSeconds(60));
        write("order-service/src/main/java/Order.java", BUILT.minusSeconds(60));
        write("contracts/src/main/resources/order.json", BUILT.minusSeconds(60));
        write("order-service/target/quarkus-app/quarkus-run.jar", BUILT);
    }

    @Test
    void isFreshWhenNothingIsNewerThanItsJar() throws IOException {
        assertThat(order().isStale()).isFalse();
    }

    @Test
    void isStaleWithoutAJar() throws IOException {
        Files.delete(order().jar());
        assertThat(order().isStale()).isTrue();
    }

    @Test
    void isStaleWhenASourceIsNewer() throws IOException {
        write("order-service/src/main/java/Order.java", BUILT.plusSeconds(1));
        assertThat(order().isStale()).isTrue();
    }

    @Test
    void isStaleWhenASharedModuleIsNewer() throws IOException {
        write("contracts/src/main/resources/order.json", BUILT.plusSeconds(1));
        assertThat(order().isStale()).isTrue();
    }

    @Test
    void isStaleWhenTheParentIsNewer() throws IOException {
        write("pom.xml", BUILT.plusSeconds(1));
        assertThat(order().isStale()).isTrue();
    }

    @Test
    void doesNotMindTestsAndOtherServices() throws IOException {
        write("order-service/src/test/java/OrderTest.java", BUILT.plusSeconds(1));
        write("payment-service/src/main/java/Payment.java", BUILT.plusSeconds(1));
        write("frontend/src/main/web/app.ts", BUILT.plusSeconds(1));
        assertThat(order().isStale()).isFalse();
    }

    @Test
    void theEdgeIsStaleWhenThePageIsNewer() throws IOException {
        write("edge-filter/target/quarkus-app/quarkus-run.jar", BUILT);
        write("frontend/src/main/web/app.ts", BUILT.plusSeconds(1));
        assertThat(new Module(root, "edge-filter").isStale()).isTrue();
    }

    private Module order() {
        return new Module(root, "order-service");
    }

    private void write(String name, Instant modified) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "");
        Files.setLastModifiedTime(file, FileTime.from(modified));
    }
}
