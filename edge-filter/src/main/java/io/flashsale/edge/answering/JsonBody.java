package io.flashsale.edge.answering;

import io.flashsale.problem.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.function.Consumer;

/** Reads the small JSON bodies that the edge answers itself; what is too long or no object is refused here. */
public final class JsonBody {

    /** Longer bodies are refused before they are read. */
    public static final int MAX_BYTES = 8 * 1024;

    private static final WholeBody SMALL = new WholeBody(MAX_BYTES, Duration.ofSeconds(6));

    private JsonBody() {}

    /** Hands over the body as an object; an empty body is an empty object. */
    public static void read(HttpServerRequest request, Consumer<JsonObject> reader) {
        readBytes(request, bytes -> {
            JsonObject object = parse(bytes);
            if (object == null) {
                Answers.refuse(request.response(), Problem.invalidRequest("body", "must be a JSON object"));
            } else {
                reader.accept(object);
            }
        });
    }

    /** Hands over the body's bytes, at most {@link #MAX_BYTES}; what is longer or takes too long is refused. */
    public static void readBytes(HttpServerRequest request, Consumer<Buffer> reader) {
        SMALL.read(request, reader, () -> {});
    }

    private static JsonObject parse(Buffer bytes) {
        if (bytes.length() == 0) {
            return new JsonObject();
        }
        try {
            return Json.decodeValue(bytes) instanceof JsonObject object ? object : null;
        } catch (DecodeException e) {
            return null;
        }
    }
}
