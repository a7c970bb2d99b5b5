package io.flashsale.e2e;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** An answer over HTTP: status, headers by their names in lower case, body as text. */
record Answer(int status, Map<String, String> headers, String text) {

    static Answer of(HttpClientResponse response, Buffer body) {
        Map<String, String> headers = new LinkedHashMap<>();
        response.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        return new Answer(response.statusCode(), headers, body.toString());
    }

    /** The body as JSON, the missing node when it is none. */
    JsonNode json() {
        try {
            return Api.JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return Api.JSON.missingNode();
        }
    }
}
