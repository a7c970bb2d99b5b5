package io.flashsale.launcher.loading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flashsale.launcher.state.EnvFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A run of 500 buyers and 50 units that passed, as the simulation and the edge told it, to be changed by tests. */
final class Recorded {
    static final Instant OPENS_AT = Instant.parse("2026-11-22T21:22:18.351Z");
    private static final ObjectMapper JSON = new ObjectMapper();

    private Recorded() {}

    static Path file(String name) {
        URL url = Recorded.class.getResource("/loading/" + name);
        try {
            return Path.of(url.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static JsonNode json(String name) {
        try {
            return JSON.readTree(Files.readString(file(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Figures figures(String... changes) {
        try {
            Map<String, String> values = new EnvFile(file("result.env")).read();
            for (String change : changes) {
                values.put(change.substring(0, change.indexOf('=')), change.substring(change.indexOf('=') + 1));
            }
            return new Figures(values);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param changes such as {@code "paid=31"} or {@code "settled=false"} */
    static Ledger ledger(String... changes) {
        ObjectNode json = (ObjectNode) json("ledger.json");
        for (String change : changes) {
            String key = change.substring(0, change.indexOf('='));
            String value = change.substring(change.indexOf('=') + 1);
            if (value.matches("\\d+")) {
                json.put(key, Long.parseLong(value));
            } else {
                json.put(key, Boolean.parseBoolean(value));
            }
        }
        return Ledger.parse(json);
    }

    static Funnel funnel() {
        return Funnel.parse(json("funnel.json"));
    }

    static Outcome outcome(Figures figures, Ledger ledger) {
        Drain drain = new Drain(OPENS_AT);
        drain.saw(OPENS_AT.plusSeconds(1), ledger);
        return new Outcome(true, figures, drain, ledger, funnel(), List.of(), List.of());
    }
}
