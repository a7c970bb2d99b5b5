package io.flashsale.edge.drawing;

import io.flashsale.edge.routing.UpstreamClient;
import io.flashsale.edge.routing.UpstreamConfig;
import io.flashsale.edge.routing.Upstreams;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Tells inventory-service of ranks. */
@Singleton
final class DemandClient {

    private final UpstreamClient inventory;
    private final String serviceToken;
    private final long timeoutMillis;

    DemandClient(Upstreams upstreams, UpstreamConfig services, LotteryConfig config) {
        HttpClientOptions options = new HttpClientOptions()
                .setMaxPoolSize(4)
                .setConnectTimeout(1_000)
                .setIdleTimeout(30);
        this.inventory = upstreams.client("inventory-service", services.inventoryService(), options);
        this.serviceToken = services.serviceToken();
        this.timeoutMillis = config.reportTimeout().toMillis();
    }

    /** The threshold below which ranks matter from now on; fails when there is no such answer in time. */
    Future<Double> tell(String saleId, List<Double> ranks) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setURI("/internal/sales/" + saleId + "/demand")
                .setTimeout(timeoutMillis)
                .putHeader("X-Service-Token", serviceToken)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
        Buffer body = new JsonObject().put("ranks", ranks).toBuffer();
        return inventory.request(options).compose(request -> request.send(body)).compose(response -> response.body()
                .timeout(timeoutMillis, TimeUnit.MILLISECONDS)
                .map(answer -> threshold(response.statusCode(), answer)));
    }

    private static double threshold(int status, Buffer answer) {
        Double threshold = status == 200 ? answer.toJsonObject().getDouble("threshold") : null;
        if (threshold == null || !(threshold >= 0 && threshold <= 1)) {
            throw new IllegalStateException("inventory-service answered " + status + " without a threshold");
        }
        return threshold;
    }
}
