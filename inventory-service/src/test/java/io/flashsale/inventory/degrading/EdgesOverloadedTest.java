package io.flashsale.inventory.degrading;

import static io.flashsale.inventory.testing.Calls.internally;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import io.flashsale.inventory.testing.OrderServiceStub;
import io.flashsale.inventory.testing.TestSale;
import io.flashsale.inventory.testing.Topics;
import io.flashsale.testing.RealServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rule that ships, from an edge's reports to the topic and back. */
@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "schema", value = "inventory"))
@WithTestResource(OrderServiceStub.class)
class EdgesOverloadedTest {

    private static final String EDGE = "edge-" + UUID.randomUUID().toString().substring(0, 8);

    @Test
    void anOverloadedEdgeHalvesTheLineOfAllSalesUntilItHasBeenCalm() {
        await("the rule sets in, and goes on")
                .atMost(TestSale.PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    report(250, 200, 50);
                    return admission().getString("value").equals("0.25");
                });
        assertThat(admission().getString("who")).isEqualTo("rule:edges-overloaded");
        assertThat(admission().getBoolean("automatic")).isTrue();

        await("the rule ends")
                .atMost(TestSale.PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    report(250, 0, 0);
                    return admission().getString("value").equals("auto");
                });
        assertThat(admission().getList("history.value", String.class).subList(0, 3))
                .containsExactly(null, "0.25", "0.5");
        List<JsonNode> told = Topics.readAll("flashsale.switches.v1").stream()
                .filter(record -> "admission".equals(record.key()))
                .map(record -> Topics.json(record.value()))
                .toList();
        assertThat(told)
                .anyMatch(event -> event.path("value").asText().equals("0.5")
                        && event.path("automatic").asBoolean());
        assertThat(told.get(told.size() - 1).path("value").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"millis\":0,\"clicks\":1,\"overloaded\":0,\"letIn\":0,\"underWay\":0}|millis",
                "{\"millis\":250,\"clicks\":-1,\"overloaded\":-1,\"letIn\":0,\"underWay\":0}|clicks,overloaded",
                "{\"millis\":250,\"clicks\":1,\"overloaded\":2,\"letIn\":0,\"underWay\":0}|overloaded",
                "{\"millis\":250,\"clicks\":1,\"overloaded\":0,\"letIn\":-1,\"underWay\":-1}|letIn,underWay",
                "{\"millis\":\"x\",\"clicks\":1,\"overloaded\":0,\"letIn\":0,\"underWay\":0}|millis",
                "{\"clicks\":1,\"overloaded\":0,\"letIn\":0,\"underWay\":0}|millis",
                "null|body"
            })
    void namesWhatIsWrongInAReport(String body, String fields) {
        internally()
                .contentType("application/json")
                .body(body)
                .post("/internal/edges/" + EDGE + "/load")
                .then()
                .statusCode(400)
                .body("errors.field", contains((Object[]) fields.split(",")));
    }

    @Test
    void namesAnEdgeThatCannotBe() {
        internally()
                .contentType("application/json")
                .body("{\"millis\":250,\"clicks\":1,\"overloaded\":0,\"letIn\":0,\"underWay\":0}")
                .post("/internal/edges/{edge}/load", "x".repeat(65))
                .then()
                .statusCode(400)
                .body("errors.field", contains("edgeId"))
                .body("type", equalTo("/problems/invalid-request"));
    }

    private static void report(long millis, long overloaded, long letIn) {
        internally()
                .contentType("application/json")
                .body("{\"millis\":%d,\"clicks\":%d,\"overloaded\":%d,\"letIn\":%d,\"underWay\":3}"
                        .formatted(millis, overloaded + letIn, overloaded, letIn))
                .post("/internal/edges/" + EDGE + "/load")
                .then()
                .statusCode(204);
    }

    private static JsonPath admission() {
        return internally().get("/admin/switches").jsonPath().setRootPath("switches.find { it.name == 'admission' }");
    }
}
