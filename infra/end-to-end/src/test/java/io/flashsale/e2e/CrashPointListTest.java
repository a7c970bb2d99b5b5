package io.flashsale.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the list of crash points against the services' sources, so that none goes untested. */
class CrashPointListTest {

    private static final List<String> SERVICES =
            List.of("edge-filter", "inventory-service", "order-service", "payment-service");
    private static final String POINT = "\\(\"([a-z]+(?:-[a-z]+)+)\"\\)";
    private static final Pattern NAMED = Pattern.compile("CrashPoint\\.named" + POINT);
    /** In a service's own list of its points, a point is named where its constant stands. */
    private static final Pattern LISTED = Pattern.compile(POINT);

    @Test
    void listsEveryCrashPointOfTheServices() throws IOException {
        Set<String> listed =
                CrashPoint.all().stream().map(CrashPoint::toString).collect(Collectors.toCollection(TreeSet::new));

        assertThat(listed).isEqualTo(inSources());
    }

    private static Set<String> inSources() throws IOException {
        Set<String> found = new TreeSet<>();
        for (String service : SERVICES) {
            Path sources = LocalLauncher.root().resolve(service).resolve("src/main/java");
            try (Stream<Path> files = Files.walk(sources)) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    Pattern pattern = file.endsWith("CrashPoints.java") ? LISTED : NAMED;
                    Matcher name = pattern.matcher(Files.readString(file));
                    while (name.find()) {
                        found.add(service + " at " + name.group(1));
                    }
                }
            }
        }
        return found;
    }
}
