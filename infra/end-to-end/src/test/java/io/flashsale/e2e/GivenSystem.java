package io.flashsale.e2e;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The running system that the command line names, if it names one: by its URL ({@code -Dflashsale.url}), by its
 * {@code run.env} ({@code -Dflashsale.run-env}), or by both.
 *
 * <p>What a URL does not tell comes from, in this order: the property {@code flashsale.admin-token}; environment
 * variables named as in {@code run.env}; the file of {@code -Dflashsale.run-env} or, when none is given, the repository's
 * own {@code .flashsale/run.env} if it speaks of the same URL.
 */
final class GivenSystem {

    private static final String URL_PROPERTY = "flashsale.url";
    private static final String RUN_ENV_PROPERTY = "flashsale.run-env";
    private static final String ADMIN_TOKEN_PROPERTY = "flashsale.admin-token";

    private final Function<String, String> properties;
    private final Function<String, String> environment;
    private final Path root;

    /** @param root of the repository; relative paths start there */
    GivenSystem(Function<String, String> properties, Function<String, String> environment, Path root) {
        this.properties = properties;
        this.environment = environment;
        this.root = root;
    }

    static GivenSystem ofThisRun() {
        return new GivenSystem(System::getProperty, System::getenv, LocalLauncher.root());
    }

    /** Whether a system is named; this run then starts none of its own. */
    boolean isGiven() {
        return property(URL_PROPERTY).isPresent() || property(RUN_ENV_PROPERTY).isPresent();
    }

    /** Fails, saying what to give, when a system is named but its administration token is not known. */
    Optional<SystemUnderTest> find() {
        if (!isGiven()) {
            return Optional.empty();
        }
        Optional<RunEnv> named = property(RUN_ENV_PROPERTY).map(path -> new RunEnv(root.resolve(path)));
        String url = property(URL_PROPERTY).orElseGet(() -> named.orElseThrow().require("EDGE_URL"));
        Optional<RunEnv> runEnv = named.or(() -> ownRunEnv(url));
        List<Function<String, Optional<String>>> sources = new ArrayList<>();
        sources.add(key -> key.equals("ADMIN_TOKEN") ? property(ADMIN_TOKEN_PROPERTY) : Optional.empty());
        sources.add(key -> Optional.ofNullable(environment.apply(key)));
        runEnv.ifPresent(file -> sources.add(file::find));
        SystemUnderTest system = new SystemUnderTest(withoutSlash(url), new Facts(sources), runEnv);
        if (system.find("ADMIN_TOKEN").isEmpty()) {
            throw new AssertionError("No administration token is known for " + url + ": give it with -D"
                    + ADMIN_TOKEN_PROPERTY + "=TOKEN, in the environment as ADMIN_TOKEN, or with -D" + RUN_ENV_PROPERTY
                    + "=PATH of the system's run.env");
        }
        return Optional.of(system);
    }

    private Optional<RunEnv> ownRunEnv(String url) {
        RunEnv own = new RunEnv(root.resolve(".flashsale/run.env"));
        return Optional.of(own)
                .filter(runEnv -> Files.isReadable(runEnv.file()))
                .filter(runEnv -> runEnv.find("EDGE_URL")
                        .filter(ownUrl -> place(ownUrl).equals(place(url)))
                        .isPresent());
    }

    /** Where a URL leads, so that the names of this machine and a final slash make no difference. */
    private static String place(String url) {
        URI uri = URI.create(url);
        String host = "localhost".equalsIgnoreCase(uri.getHost()) ? "127.0.0.1" : uri.getHost();
        int port = uri.getPort() >= 0 ? uri.getPort() : "https".equals(uri.getScheme()) ? 443 : 80;
        return host + ":" + port;
    }

    private static String withoutSlash(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    private Optional<String> property(String name) {
        return Optional.ofNullable(properties.apply(name)).filter(value -> !value.isBlank());
    }
}
