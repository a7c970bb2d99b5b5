package io.flashsale.edge.rig;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.lang.reflect.Proxy;
import java.util.Map;

/** Requests that are nothing but headers. */
public final class Requests {

    private Requests() {}

    /** From this machine itself. */
    public static HttpServerRequest with(Map<String, String> headers) {
        return from("127.0.0.1", MultiMap.caseInsensitiveMultiMap().addAll(headers));
    }

    /** From a peer's address; a header may be there several times. */
    public static HttpServerRequest from(String peer, MultiMap headers) {
        return (HttpServerRequest) Proxy.newProxyInstance(
                Requests.class.getClassLoader(),
                new Class<?>[] {HttpServerRequest.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getHeader" -> headers.get(arguments[0].toString());
                    case "headers" -> headers;
                    case "remoteAddress" -> SocketAddress.inetSocketAddress(4_711, peer);
                    default -> throw new UnsupportedOperationException(method.toString());
                });
    }
}
