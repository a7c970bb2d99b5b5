package io.flashsale.load;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.CheckBuilder;
import io.gatling.javaapi.core.Session;
import java.time.Duration;
import java.util.function.Predicate;

/** Sets the switch of the line and watches how it stands. */
final class Operator {
    /** Its calls take the same way as the clicks that are counted, so they are few. */
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private static final String ADMISSION = "$.switches[?(@.name=='admission')].";

    private final String bearer;
    private final AdmissionLog log;

    Operator(String adminToken, AdmissionLog log) {
        this.bearer = "Bearer " + adminToken;
        this.log = log;
    }

    /** Leaves every line as it is, and keeps the rules off it. */
    ChainBuilder keepRulesOff() {
        return set("\"auto\"", "measuring the capacity");
    }

    /** From now on the rules may lower the line. */
    ChainBuilder handBack() {
        return set("null", "the capacity is measured");
    }

    private ChainBuilder set(String value, String reason) {
        return exec(http("Set switch")
                .put("/admin/switches/admission")
                .header("Authorization", bearer)
                .body(StringBody("{\"value\":" + value + ",\"reason\":\"" + reason + "\"}"))
                .check(status().is(200)));
    }

    /** Looks again and again, for as long as that holds. */
    ChainBuilder watchWhile(Predicate<Session> goesOn) {
        return asLongAs(goesOn::test)
                .on(exec(http("Look at switches")
                                .get("/admin/switches")
                                .header("Authorization", bearer)
                                .check(field("version"), field("value"), field("who"), field("when")))
                        .exec(this::note)
                        .exec(pause(BETWEEN_LOOKS)));
    }

    private static CheckBuilder field(String name) {
        return jsonPath(ADMISSION + name).saveAs(name);
    }

    private Session note(Session session) {
        if (!session.isFailed()) {
            log.saw(
                    session.getString("version"),
                    session.getString("value"),
                    session.getString("who"),
                    session.getString("when"));
        }
        return session.markAsSucceeded();
    }
}
