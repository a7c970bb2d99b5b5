package io.flashsale.e2e;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Request bodies; a malformed one is named by its fault, beginning with the field that the answer must name. */
final class Bodies {

    private Bodies() {}

    static Map<String, String> malformedSales() {
        Map<String, String> bodies = new HashMap<>();
        bodies.put("body broken JSON", "{\"title\":");
        bodies.put("body an array", "[]");
        bodies.put("title missing", sale(nulled("title")));
        bodies.put("title too long", sale(Map.of("title", "\"" + "x".repeat(201) + "\"")));
        bodies.put("title a number", sale(Map.of("title", "7")));
        bodies.put("stock negative", sale(Map.of("stock", "-5")));
        bodies.put("stock zero", sale(Map.of("stock", "0")));
        bodies.put("stock a text", sale(Map.of("stock", "\"many\"")));
        bodies.put("stock a fraction", sale(Map.of("stock", "1.5")));
        bodies.put("stock enormous", sale(Map.of("stock", "99999999999999999999")));
        bodies.put("priceMinor negative", sale(Map.of("priceMinor", "-1")));
        bodies.put("currency unknown", sale(Map.of("currency", "\"XYZW\"")));
        bodies.put("opensAt missing", sale(nulled("opensAt")));
        bodies.put("opensAt no time", sale(Map.of("opensAt", "\"tomorrow\"")));
        bodies.put(
                "closesAt before opening",
                sale(Map.of("closesAt", text(Instant.now().minusSeconds(3_600)))));
        bodies.put("perUserLimit zero", sale(Map.of("perUserLimit", "0")));
        bodies.put("holdSeconds negative", sale(Map.of("holdSeconds", "-1")));
        bodies.put("mode unknown", sale(Map.of("mode", "\"free\"")));
        bodies.put("mode out of range", sale(Map.of("mode", "\"fixed:1.5\"")));
        return bodies;
    }

    static Map<String, String> malformedSessions() {
        return Map.of(
                "body broken JSON", "{\"user\"",
                "user missing", "{}",
                "user a number", "{\"user\":7}",
                "user blank", "{\"user\":\"  \"}",
                "user too long", "{\"user\":\"" + "u".repeat(65) + "\"}",
                "user with a control character", "{\"user\":\"a\\u0000b\"}");
    }

    static Map<String, String> malformedBuys() {
        return Map.of(
                "body broken JSON", "{\"quantity\":",
                "body a number", "7",
                "quantity zero", "{\"quantity\":0}",
                "quantity negative", "{\"quantity\":-1}",
                "quantity above the limit", "{\"quantity\":3}",
                "quantity a text", "{\"quantity\":\"1\"}",
                "quantity a fraction", "{\"quantity\":1.5}",
                "quantity null", "{\"quantity\":null}",
                "quantity enormous", "{\"quantity\":99999999999}");
    }

    static Map<String, String> malformedPayments() {
        String good = "{\"method\":\"card\",\"cardNumber\":\"4242424242424242\",\"holder\":\"A\"}";
        return Map.of(
                "body broken JSON", "{\"method\":",
                "Idempotency-Key missing", good,
                "method unknown", good.replace("\"card\"", "\"cash\""),
                "cardNumber letters", good.replace("4242424242424242", "4242-4242"),
                "cardNumber a number", good.replace("\"4242424242424242\"", "4242424242424242"),
                "cardNumber too long", good.replace("4242424242424242", "4".repeat(40)),
                "holder missing", good.replace(",\"holder\":\"A\"", ""),
                "holder too long", good.replace("\"A\"", "\"" + "h".repeat(500) + "\""));
    }

    private static Map<String, String> nulled(String field) {
        Map<String, String> change = new HashMap<>();
        change.put(field, "null");
        return change;
    }

    /** A good sale, but for the given fields as JSON. */
    static String sale(Map<String, String> changes) {
        Map<String, String> fields = new HashMap<>();
        fields.put("title", "\"Refusals\"");
        fields.put("priceMinor", "100");
        fields.put("currency", "\"EUR\"");
        fields.put("stock", "10");
        fields.put("opensAt", text(Instant.now()));
        fields.put("closesAt", text(Instant.now().plusSeconds(1_800)));
        fields.put("perUserLimit", "1");
        fields.put("holdSeconds", "60");
        fields.put("mode", "\"open\"");
        fields.putAll(changes);
        List<String> members = new ArrayList<>();
        fields.forEach((name, value) -> members.add("\"" + name + "\":" + value));
        return "{" + String.join(",", members) + "}";
    }

    static String text(Instant time) {
        return "\"" + time + "\"";
    }
}
