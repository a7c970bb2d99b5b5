package io.flashsale.launcher.gathering;

import com.fasterxml.jackson.databind.JsonNode;
import io.flashsale.launcher.fairness.Evidence.Publication;
import io.flashsale.launcher.fairness.Evidence.PublishedLine;
import io.flashsale.launcher.fairness.Evidence.SwitchChange;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Our own, smallest reading of what an edge answers. */
final class EdgeAnswers {

    private EdgeAnswers() {}

    /** What {@code GET /api/sales/{id}/fairness} answers. */
    static Publication publication(JsonNode answer) throws IOException {
        try {
            List<PublishedLine> shown = new ArrayList<>();
            for (JsonNode line : answer.required("lines")) {
                shown.add(new PublishedLine(
                        line.required("sequence").asInt(),
                        line.required("line").asDouble(),
                        line.required("time").asText(),
                        line.required("hash").asText()));
            }
            return new Publication(
                    answer.required("mode").asText(),
                    answer.required("commitment").asText(),
                    answer.required("key").textValue(),
                    answer.required("line").asDouble(),
                    shown);
        } catch (IllegalArgumentException e) {
            throw new IOException("the edge does not tell what the contract says of fairness: " + e.getMessage(), e);
        }
    }

    /** The changes in {@code GET /admin/switches} that have to do with the sale's line. */
    static List<SwitchChange> switches(JsonNode answer, String saleId) throws IOException {
        Set<String> relevant = Set.of("admission", "admission:" + saleId, "filter:admission");
        try {
            List<SwitchChange> changes = new ArrayList<>();
            for (JsonNode each : answer.required("switches")) {
                String name = each.required("name").asText();
                if (relevant.contains(name)) {
                    each.required("history").forEach(change -> changes.add(change(name, change)));
                }
            }
            return changes;
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IOException("the edge does not tell what the contract says of switches: " + e.getMessage(), e);
        }
    }

    private static SwitchChange change(String name, JsonNode change) {
        return new SwitchChange(
                name,
                change.required("value").textValue(),
                change.required("version").asLong(),
                change.required("automatic").asBoolean(),
                change.required("who").asText(),
                change.required("why").asText(),
                Instant.parse(change.required("when").asText()).toEpochMilli());
    }
}
