package io.flashsale.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** An operator's calls to the running installation. */
final class AdminCalls {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final RunEnv env;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    AdminCalls(RunEnv env) {
        this.env = env;
    }

    /** @param headers names and values in turns */
    HttpResponse<String> get(String path, String... headers) {
        return send(path, HttpRequest.newBuilder().GET(), headers);
    }

    /** @param headers names and values in turns */
    HttpResponse<String> put(String path, String json, String... headers) {
        return send(
                path,
                HttpRequest.newBuilder()
                        .PUT(HttpRequest.BodyPublishers.ofString(json))
                        .header("Content-Type", "application/json"),
                headers);
    }

    private HttpResponse<String> send(String path, HttpRequest.Builder request, String... headers) {
        request.uri(URI.create(env.edgeUrl() + path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + env.adminToken());
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException("The edge does not answer " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while asking the edge for " + path, e);
        }
    }
}
