package io.flashsale.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A sale that an operator has opened for one simulation.
 *
 * @param saleId its id
 * @param opensAt when Buy begins to work
 */
record DemoSale(String saleId, Instant opensAt) {
    private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*\"([a-z0-9]{4,32})\"");
    private static final Duration LIFE = Duration.ofHours(12);

    /**
     * Creates it and waits until the edge knows it.
     *
     * @throws IllegalStateException if the edge answers anything but 201; the message has its answer
     */
    static DemoSale create(RunEnv env, String title, LoadSettings settings, Instant opensAt) {
        String body = """
                {"title":"%s","priceMinor":1990,"currency":"EUR","stock":%d,"opensAt":"%s","closesAt":"%s",
                "perUserLimit":1,"holdSeconds":%d,"mode":"open"}""".formatted(title, settings.stock(), opensAt, opensAt.plus(LIFE), settings.holdSeconds());
        HttpRequest request = HttpRequest.newBuilder(URI.create(env.edgeUrl() + "/admin/sales"))
                .header("Authorization", "Bearer " + env.adminToken())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = send(request);
        Matcher id = ID.matcher(answer.body());
        if (answer.statusCode() != 201 || !id.find()) {
            throw new IllegalStateException("POST /admin/sales answered " + answer.statusCode() + ": " + answer.body());
        }
        return new DemoSale(id.group(1), opensAt);
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException("The edge does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while creating a sale", e);
        }
    }
}
