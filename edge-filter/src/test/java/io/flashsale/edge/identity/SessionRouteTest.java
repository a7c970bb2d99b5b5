package io.flashsale.edge.identity;

import static io.flashsale.edge.rig.Edge.assertInvalid;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.flashsale.edge.rig.Edge;
import io.flashsale.edge.rig.StubServices;
import io.flashsale.testing.RealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(RealServers.class)
@WithTestResource(StubServices.class)
class SessionRouteTest {

    @TestHTTPResource("/api/session")
    URI session;

    @Test
    void signsInByName() {
        Response answer = post("{\"user\":\"alice\"}");
        answer.then().statusCode(200).contentType("application/json").header("Cache-Control", "no-store");
        assertThat(answer.<String>path("token")).startsWith("s1." + answer.path("userId"));
        assertThat(Instant.parse(answer.path("expiresAt"))).isAfter(Instant.now());
        post("{\"user\":\" alice \",\"aFieldOfTomorrow\":1}")
                .then()
                .statusCode(200)
                .body("userId", equalTo(answer.path("userId")));
        assertThat(Edge.buyer("bob").userId()).isNotEqualTo(answer.path("userId"));
    }

    @Test
    void onlyAnOperatorSignsInAPrivilegedBuyer() {
        String vip = "{\"user\":\"alice\",\"privileged\":true}";
        Edge.assertProblem(post(vip), 403, "forbidden");
        Edge.assertProblem(
                Edge.buyer("alice")
                        .calling()
                        .contentType("application/json")
                        .body(vip)
                        .post("/api/session"),
                403,
                "forbidden");
        Response answer =
                Edge.operator().contentType("application/json").body(vip).post("/api/session");
        answer.then().statusCode(200);
        assertThat(answer.<String>path("token")).startsWith("s1p." + answer.path("userId"));
        assertThat(post("{\"user\":\"alice\",\"privileged\":false}").<String>path("token"))
                .startsWith("s1." + answer.path("userId"));
        assertInvalid(post("{\"user\":\"alice\",\"privileged\":\"yes\"}"), "privileged");
        assertInvalid(post("{\"user\":\"alice\",\"privileged\":null}"), "privileged");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"user\":null}",
                "{\"user\":17}",
                "{\"user\":true}",
                "{\"user\":{}}",
                "{\"user\":[\"alice\"]}",
                "{\"user\":\"\"}",
                "{\"user\":\"   \"}",
                "{\"user\":\"a\\u0000b\"}",
                "{\"user\":\"a\\nb\"}",
                "{\"user\":\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"}",
                "{\"User\":\"alice\"}"
            })
    void namesTheUserWhenItIsWrong(String body) {
        assertInvalid(post(body), "user");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[]", "17", "\"alice\"", "null", "{", "{\"user\":}", "{\"user\":\"alice\"", "\u0000", "<user/>"})
    void namesTheBodyWhenItIsNoObject(String body) {
        assertInvalid(post(body), "body");
    }

    @Test
    void refusesABodyThatIsTooLongOrTooDeep() {
        assertInvalid(post("{\"user\":\"" + "a".repeat(9_000) + "\"}"), "body");
        assertInvalid(post("[".repeat(4_000)), "body");
        assertInvalid(post("{\"user\":\"" + "a".repeat(20_000) + "\"}"), "body");
    }

    @Test
    void answersAClientThatOffersHttp2() throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(session)
                                .POST(HttpRequest.BodyPublishers.ofString("{\"user\":\"alice\"}"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    private static Response post(String body) {
        return given().contentType("application/json").body(body).post("/api/session");
    }
}
