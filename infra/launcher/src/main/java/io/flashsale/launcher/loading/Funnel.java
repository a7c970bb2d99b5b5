package io.flashsale.launcher.loading;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What became of the clicks of a sale at one edge.
 *
 * @param dropped clicks turned away, by reason
 */
record Funnel(long clicks, long accepted, Map<String, Long> dropped) {

    static Funnel parse(JsonNode json) {
        Map<String, Long> dropped = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> reason : json.path("dropped").properties()) {
            dropped.put(reason.getKey(), reason.getValue().asLong());
        }
        return new Funnel(json.path("clicks").asLong(), json.path("accepted").asLong(), Map.copyOf(dropped));
    }

    long turnedAway() {
        return dropped.values().stream().mapToLong(Long::longValue).sum();
    }
}
