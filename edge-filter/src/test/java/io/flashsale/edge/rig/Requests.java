package io.flashsale.edge.rig;

import io.vertx.core.http.HttpServerRequest;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Requests that are nothing but headers. */
public final class Requests {

    private Requests() {}

    public static HttpServerRequest with(Map<String, String> headers) {
        Map<String, String> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        anyCase.putAll(headers);
        return (HttpServerRequest) Proxy.newProxyInstance(
                Requests.class.getClassLoader(),
                new Class<?>[] {HttpServerRequest.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("getHeader")) {
                        return Optional.ofNullable(anyCase.get(arguments[0].toString()))
                                .orElse(null);
                    }
                    throw new UnsupportedOperationException(method.toString());
                });
    }
}
