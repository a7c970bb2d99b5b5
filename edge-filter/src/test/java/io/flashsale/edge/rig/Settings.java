package io.flashsale.edge.rig;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** A feature's settings as an edge reads them: the defaults that are written beside them, and what a test gives. */
public final class Settings {

    private Settings() {}

    /** @param settings by their names within the prefix */
    public static <T> T of(Class<T> mapping, String prefix, Map<String, String> settings) {
        Map<String, String> named = new LinkedHashMap<>();
        settings.forEach((name, value) -> named.put(prefix + "." + name, value));
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withConverter(Duration.class, 500, Settings::duration)
                .withSources(new PropertiesConfigSource(named, "test", 500))
                .withMapping(mapping)
                .build()
                .getConfigMapping(mapping);
    }

    /** As Quarkus reads it: {@code 250ms}, {@code 1m}. */
    private static Duration duration(String text) {
        return Duration.parse(text.endsWith("ms") ? "PT" + millisAsSeconds(text) + "S" : "PT" + text);
    }

    private static String millisAsSeconds(String text) {
        return String.valueOf(Integer.parseInt(text.substring(0, text.length() - 2)) / 1_000.0);
    }
}
