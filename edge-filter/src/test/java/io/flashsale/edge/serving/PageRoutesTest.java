package io.flashsale.edge.serving;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.flashsale.edge.rig.StubServices;
import io.flashsale.testing.RealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RealServers.class)
@WithTestResource(StubServices.class)
class PageRoutesTest {

    private static final String BUNDLE = "/static/bundle/app-STANDIN1.js";

    @Test
    void whoHasThePageIsOnlyToldSo() {
        String tag = given().get("/")
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-cache")
                .extract()
                .header("ETag");
        assertThat(tag).matches("\"[^\"]+\"");
        given().header("If-None-Match", tag)
                .get("/")
                .then()
                .statusCode(304)
                .header("ETag", equalTo(tag))
                .header("Cache-Control", "no-cache");
        assertThat(given().get("/index.html").header("ETag")).isEqualTo(tag);
    }

    @Test
    void bundlesAreKeptForEverUnderTheirTag() {
        given().get(BUNDLE)
                .then()
                .statusCode(200)
                .contentType(startsWith("text/javascript"))
                .header("Cache-Control", equalTo("public, max-age=31536000, immutable"))
                .header("ETag", startsWith("\""))
                .header("Vary", equalTo("Accept-Encoding"));
        given().head(BUNDLE).then().statusCode(200).header("ETag", startsWith("\""));
    }

    @Test
    void everyAnswerHasTheSafeHeaders() {
        for (String path : new String[] {"/", BUNDLE, "/api/sales", "/nothing"}) {
            given().get(path)
                    .then()
                    .header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
                    .header("Content-Security-Policy", containsString("default-src 'self'"))
                    .header("X-Content-Type-Options", "nosniff")
                    .header("X-Frame-Options", "DENY")
                    .header("Referrer-Policy", "no-referrer")
                    .header("Cross-Origin-Opener-Policy", "same-origin")
                    .header("Cross-Origin-Resource-Policy", "same-origin")
                    .header("Permissions-Policy", containsString("camera=()"));
        }
    }
}
