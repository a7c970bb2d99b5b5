package io.flashsale.inventory.switching;

import static io.flashsale.inventory.testing.Calls.internally;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import io.flashsale.inventory.testing.Calls;
import io.flashsale.inventory.testing.OrderServiceStub;
import io.flashsale.inventory.testing.TestSale;
import io.flashsale.inventory.testing.Topics;
import io.flashsale.testing.Contract;
import io.flashsale.testing.RealServers;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "schema", value = "inventory"))
@WithTestResource(OrderServiceStub.class)
class SwitchResourceTest {

    private static final String SWITCHES = "flashsale.switches.v1";

    @Inject
    MeterRegistry metrics;

    @Inject
    SwitchRepository repository;

    @Inject
    DataSource database;

    /** A switch that no other test has. */
    private String name;

    @BeforeEach
    void defineASale() {
        Instant tomorrow = Instant.now().plusSeconds(86_400);
        name = "sold-out:"
                + TestSale.defined(10, 1, 60, tomorrow, tomorrow.plusSeconds(60))
                        .id();
    }

    @Test
    void setsASwitchAndTellsOfItAndKeepsEveryVersion() {
        double flipsBefore = metrics.counter("flashsale.switch.flips", "switch", "sold-out:*", "by", "operator")
                .count();
        set("\"on\"", null)
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("name", equalTo(name))
                .body("value", equalTo("on"))
                .body("set", equalTo(true))
                .body("version", equalTo(1))
                .body("automatic", equalTo(false))
                .body("who", equalTo("operator"))
                .body("why", equalTo("a test"))
                .body("when", matchesPattern("\\d{4}-.*Z"));
        set("null", "\"1\"")
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("value", equalTo("off"))
                .body("set", equalTo(false))
                .body("history.version", contains(2, 1))
                .body("history.value", contains(nullValue(), equalTo("on")))
                .body("history.why", contains("a test", "a test"));

        List<JsonNode> told = told();
        told.forEach(event -> Contract.assertSatisfies("switch-event", event.toString()));
        assertThat(told.get(0).path("value").asText()).isEqualTo("on");
        assertThat(told).extracting(event -> event.path("version").asLong()).contains(1L, 2L);
        assertThat(metrics.counter("flashsale.switch.flips", "switch", "sold-out:*", "by", "operator")
                        .count())
                .isEqualTo(flipsBefore + 2);
    }

    @Test
    void whatWasToldIsInTheTopicWhenTheOperatorIsAnswered() {
        set("\"on\"", null).statusCode(200);
        assertThat(told()).isNotEmpty();
    }

    @Test
    void tellsAgainOfWhatWasChangedLately() {
        set("\"on\"", null).statusCode(200);
        await().atMost(TestSale.PATIENCE).until(() -> told().size() >= 4);
        assertThat(told()).allMatch(event -> event.path("version").asLong() == 1);
        assertThat(told()).extracting(event -> event.path("id").asText()).doesNotHaveDuplicates();
        assertThat(told())
                .extracting(event -> event.path("time").asText())
                .containsOnly(told().get(0).path("time").asText());
        assertThat(metrics.get("flashsale.switch.position")
                        .tag("switch", name)
                        .gauge()
                        .value())
                .isEqualTo(1);
    }

    @Test
    void aStaleVersionChangesNothing() {
        set("\"on\"", "\"0\"").statusCode(200);
        for (String stale : List.of("\"0\"", "2", "\"99\"")) {
            set("\"off\"", stale)
                    .statusCode(412)
                    .contentType("application/problem+json")
                    .body("type", equalTo("/problems/stale-version"))
                    .body("version", equalTo(1));
        }
        set("\"off\"", "1").statusCode(200).body("version", equalTo(2)).body("history", hasSize(2));
    }

    @Test
    void ofManyWhoSawTheSameVersionOneWins() throws Exception {
        ExecutorService operators = Executors.newFixedThreadPool(8);
        try {
            for (int version = 0; version < 3; version++) {
                String seen = "\"" + version + "\"";
                Callable<Integer> operator = () -> set("\"on\"", seen).extract().statusCode();
                List<Future<Integer>> answers = operators.invokeAll(
                        IntStream.range(0, 8).mapToObj(i -> operator).toList());
                int won = 0;
                for (Future<Integer> answer : answers) {
                    assertThat(answer.get()).isIn(200, 412);
                    won += answer.get() == 200 ? 1 : 0;
                }
                assertThat(won).as("at version %d", version).isEqualTo(1);
            }
        } finally {
            operators.shutdownNow();
        }
        set("null", "3").statusCode(200).body("history.version", contains(4, 3, 2, 1));
    }

    @Test
    void listsEverySwitchWithItsDefaultAndThoseOfSalesThatWereSet() {
        set("\"on\"", null).statusCode(200);
        internally()
                .get("/admin/switches")
                .then()
                .statusCode(200)
                .body(
                        "switches.name",
                        hasItems(
                                "sold-out",
                                "admission",
                                "limits",
                                "filter:stock",
                                "filter:limits",
                                "filter:bot-score",
                                "filter:admission",
                                "filter:concurrency",
                                name))
                .body("switches.find { it.name == 'filter:bot-score' }.value", equalTo("on"))
                .body("switches.find { it.name == 'filter:bot-score' }.version", equalTo(0))
                .body("switches.find { it.name == 'filter:bot-score' }.when", nullValue())
                .body("switches.find { it.name == 'filter:bot-score' }.history", hasSize(0))
                .body("switches.find { it.name == '" + name + "' }.value", equalTo("on"))
                .body("switches.find { it.name == '" + name + "' }.history.who", contains("operator"));
    }

    @Test
    void showsTheNewestLinesOfALongHistory() {
        for (int i = 0; i < 55; i++) {
            set(i % 2 == 0 ? "\"on\"" : "null", null).statusCode(200);
        }
        set("\"on\"", null).body("history", hasSize(50)).body("history[0].version", equalTo(56));
    }

    @Test
    void whatRulesDidLongAgoIsForgottenAndWhatPeopleDidIsNot() throws SQLException {
        set("\"on\"", null).statusCode(200);
        execute(
                "INSERT INTO switch_history SELECT name, 2, value, 1, 'rule:x', why, changed_at FROM switches WHERE name = '"
                        + name + "'");
        execute("UPDATE switches SET version = 1001 WHERE name = '" + name + "'");
        set("null", "1001").statusCode(200);
        assertThat(repository.history(name, 10))
                .extracting(SwitchState::version)
                .containsExactly(1002L, 1L);
    }

    @Test
    void switchesOfAllSalesGoBeforeThoseOfSingleSalesAndSetOnesBeforeOthers() {
        String older = name;
        set("\"on\"", null).statusCode(200);
        defineASale();
        String back = name;
        set("\"on\"", null).statusCode(200);
        set("null", null).statusCode(200);
        Calls.internally("{\"value\":\"on\",\"reason\":\"a test\"}")
                .put("/admin/switches/limits")
                .then()
                .statusCode(200);
        List<String> names =
                repository.mostImportant(10_000).stream().map(SwitchState::name).toList();
        assertThat(names).containsSubsequence("limits", older, back);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"value\":\"maybe\",\"reason\":\"a test\"}|value",
                "{\"value\":true,\"reason\":\"a test\"}|value",
                "{\"value\":1,\"reason\":\"a test\"}|value",
                "{\"value\":{},\"reason\":\"a test\"}|value",
                "{\"reason\":\"a test\"}|value",
                "{\"value\":\"on\"}|reason",
                "{\"value\":\"on\",\"reason\":\"  \"}|reason",
                "{\"value\":\"on\",\"reason\":7}|reason",
                "{\"value\":\"on\",\"reason\":\"a test\",\"vale\":1}|vale",
                "[]|body",
                "null|body",
                "not json|body"
            })
    void namesWhatIsWrong(String body, String field) {
        refuses(Calls.internally(body).put("/admin/switches/" + name).then(), field);
        internally().get("/admin/switches").then().body("switches.name.findAll { it == '" + name + "' }", hasSize(0));
    }

    @Test
    void namesEverythingThatIsWrong() {
        Calls.internally("{\"valeu\":\"on\",\"reason\":\"" + "x".repeat(201) + "\"}")
                .put("/admin/switches/" + name)
                .then()
                .statusCode(400)
                .body("errors.field", containsInAnyOrder("value", "reason", "valeu"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"colour", "filter:identity", "filter:pass", "sold-out:nosuchsale", "filter:", "a%20b"})
    void namesASwitchThatThereIsNot(String other) {
        refuses(
                Calls.internally("{\"value\":\"on\",\"reason\":\"a test\"}")
                        .urlEncodingEnabled(false)
                        .put("/admin/switches/" + other)
                        .then(),
                "name");
    }

    @Test
    void namesAVersionItCannotRead() {
        refuses(set("\"on\"", "W/\"1\""), "If-Match");
        refuses(set("\"on\"", "one"), "If-Match");
    }

    @Test
    void callersNeedTheServiceToken() {
        io.restassured.RestAssured.given().get("/admin/switches").then().statusCode(401);
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private static void refuses(ValidatableResponse answer, String field) {
        answer.statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/invalid-request"))
                .body("errors.field", contains(field));
    }

    private ValidatableResponse set(String value, String ifMatch) {
        var call = Calls.internally("{\"value\":" + value + ",\"reason\":\"a test\"}");
        return (ifMatch == null ? call : call.header("If-Match", ifMatch))
                .put("/admin/switches/" + name)
                .then();
    }

    private List<JsonNode> told() {
        return Topics.readAll(SWITCHES).stream()
                .filter(record -> name.equals(record.key()))
                .map(record -> Topics.json(record.value()))
                .toList();
    }
}
