package io.flashsale.launcher.fairness;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * One field of one entry is changed: the verifier says so. Not asked of what nothing binds: an edge's own name, the class of
 * an origin, an order's id and the moments within the feed's delay.
 */
class TamperingPropertyTest {

    private static final Duration FEED_DELAY = Duration.ofSeconds(10);
    private static final long A_DAY_MILLIS = Duration.ofDays(1).toMillis();

    private final ObjectMapper json = new ObjectMapper();

    /** What is changed. */
    enum Field {
        SALE_KEY("sale", "key"),
        SALE_MODE("sale", "mode"),
        TOLD_AT("told", "at"),
        TOLD_COMMITMENT("told", "commitment"),
        LINE_SALE("lines", "saleId"),
        LINE_SEQUENCE("lines", "sequence"),
        LINE_LINE("lines", "line"),
        LINE_TIME("lines", "time"),
        LINE_PREVIOUS("lines", "previous"),
        LINE_HASH("lines", "hash"),
        DECISION_BUYER("decisions", "buyerId"),
        DECISION_AT("decisions", "at"),
        DECISION_RANK("decisions", "rank"),
        DECISION_LINE("decisions", "line"),
        DECISION_SEQUENCE("decisions", "sequence"),
        DECISION_OVERRIDDEN("decisions", "overridden"),
        DECISION_ADMITTED("decisions", "admitted"),
        PUBLISHED_MODE("published", "mode"),
        PUBLISHED_COMMITMENT("published", "commitment"),
        PUBLISHED_KEY("published", "key"),
        PUBLISHED_LINE("published", "line"),
        SHOWN_SEQUENCE("shown", "sequence"),
        SHOWN_LINE("shown", "line"),
        SHOWN_TIME("shown", "time"),
        SHOWN_HASH("shown", "hash");

        private final String part;
        private final String name;

        Field(String part, String name) {
            this.part = part;
            this.name = name;
        }
    }

    @Property(tries = 50)
    void whatWasFairIsFoundFair(@ForAll long seed) {
        assertThat(FairnessVerifier.verify(TestEvidence.lottery(seed), FEED_DELAY)
                        .findings())
                .isEmpty();
    }

    @Property(tries = 1_000)
    void anyChangeOfOneFieldIsFound(@ForAll Field field, @ForAll Random random) throws Exception {
        ObjectNode evidence = json.valueToTree(TestEvidence.lottery(random.nextInt(20)));
        ObjectNode entry = entry(evidence, field.part, random);
        JsonNode before = entry.get(field.name);
        tamper(entry, field.name, before, random);
        assertThat(FairnessVerifier.verify(json.treeToValue(evidence, Evidence.class), FEED_DELAY)
                        .findings())
                .as("%s: %s became %s", field, before, entry.get(field.name))
                .isNotEmpty();
    }

    private static ObjectNode entry(ObjectNode evidence, String part, Random random) {
        JsonNode found = part.equals("shown") ? evidence.path("published").path("lines") : evidence.path(part);
        return (ObjectNode) (found instanceof ArrayNode list ? list.get(random.nextInt(list.size())) : found);
    }

    private static void tamper(ObjectNode entry, String name, JsonNode before, Random random) {
        if (before.isBoolean()) {
            entry.put(name, !before.asBoolean());
        } else if (name.equals("at")) {
            entry.put(
                    name, before.asLong() + (random.nextBoolean() || entry.has("commitment") ? 1 : -1) * A_DAY_MILLIS);
        } else if (name.equals("sequence")) {
            entry.put(name, other(before.asInt(), random.nextInt(15)));
        } else if (before.isNumber()) {
            entry.put(name, Math.nextUp(before.asDouble() + random.nextInt(2) * random.nextDouble() / 2));
        } else {
            entry.put(name, changed(before.asText(), random));
        }
    }

    private static int other(int value, int candidate) {
        return candidate == value ? value + 1 : candidate;
    }

    /** One character is another one that may stand there. */
    private static String changed(String text, Random random) {
        int at = random.nextInt(text.length());
        char old = text.charAt(at);
        char other = (char)
                (Character.isDigit(old) ? '0' + (old - '0' + 1 + random.nextInt(9)) % 10 : old == 'a' ? 'b' : 'a');
        return text.substring(0, at) + other + text.substring(at + 1);
    }
}
