package io.flashsale.edge.rig;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.TreeMap;

/** A response that keeps what it was ended with. */
public final class RecordedResponse {

    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private int status = 200;
    private int ends;
    private boolean closed;
    private String body;

    /** The response as the edge sees it. */
    public HttpServerResponse asResponse() {
        return (HttpServerResponse) Proxy.newProxyInstance(
                RecordedResponse.class.getClassLoader(),
                new Class<?>[] {HttpServerResponse.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "toString" -> "a recorded response";
                    case "ended" -> ends > 0;
                    case "closed" -> closed;
                    case "setStatusCode" -> {
                        status = (int) arguments[0];
                        yield proxy;
                    }
                    case "putHeader" -> {
                        headers.put(arguments[0].toString(), arguments[1].toString());
                        yield proxy;
                    }
                    case "end" -> {
                        ends++;
                        body = ((Buffer) arguments[0]).toString();
                        yield Future.succeededFuture();
                    }
                    default -> throw new UnsupportedOperationException(method.toString());
                });
    }

    /** The client goes away. */
    public void close() {
        closed = true;
    }

    public boolean isAnsweredOnce() {
        return ends == 1;
    }

    public boolean isAnswered() {
        return ends > 0;
    }

    public int status() {
        return status;
    }

    public String header(String name) {
        return headers.get(name);
    }

    public JsonObject json() {
        return new JsonObject(body);
    }
}
