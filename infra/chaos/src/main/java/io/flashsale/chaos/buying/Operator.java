package io.flashsale.chaos.buying;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flashsale.chaos.history.Ledger;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** The operator's calls of the public contract. */
final class Operator {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Target target;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();

    Operator(Target target) {
        this.target = target;
    }

    /** @return the new sale's id */
    String openSale(String sale) throws IOException {
        HttpResponse<String> answer = send(request("/admin/sales")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(sale)));
        if (answer.statusCode() != 201) {
            throw new IOException("POST /admin/sales answered " + answer.statusCode() + " " + answer.body());
        }
        return JSON.readTree(answer.body()).path("id").asText();
    }

    /** The sale's state in the contract's words, or empty while nobody tells. */
    Optional<String> state(String saleId) {
        return read("/api/sales/" + saleId).map(sale -> sale.path("state").asText());
    }

    /** Where the sale's units are, or empty while nobody tells. */
    Optional<Ledger> ledger(String saleId) {
        return read("/admin/sales/" + saleId + "/ledger").flatMap(body -> {
            try {
                return Optional.of(JSON.treeToValue(body, Ledger.class));
            } catch (IOException notALedger) {
                return Optional.empty();
            }
        });
    }

    private Optional<JsonNode> read(String path) {
        try {
            HttpResponse<String> answer = send(request(path).GET());
            return answer.statusCode() == 200 ? Optional.of(JSON.readTree(answer.body())) : Optional.empty();
        } catch (IOException lost) {
            return Optional.empty();
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(target.edge().resolve(path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + target.adminToken());
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
        }
    }
}
