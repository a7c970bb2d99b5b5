package io.flashsale.lottery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;

/** The contract's example payloads. */
final class Examples {

    private Examples() {}

    static JsonNode read(String name) throws IOException {
        try (InputStream in = Examples.class.getResourceAsStream("/examples/" + name + ".json")) {
            return new ObjectMapper().readTree(in);
        }
    }
}
