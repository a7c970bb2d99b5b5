package io.flashsale.load;

import java.net.http.HttpResponse;

/**
 * A switch that is set for a run and put back to its default at the end, unless somebody else has set it meanwhile.
 */
final class OperatorSwitch {
    private final AdminCalls admin;
    private final String path;
    private String version;

    OperatorSwitch(AdminCalls admin, String name) {
        this.admin = admin;
        this.path = "/admin/switches/" + name;
    }

    /** @param value as the switch takes it */
    synchronized void set(String value) {
        version = put('"' + value + '"', "*");
    }

    /** Puts it back; does nothing when it was never set here. */
    synchronized void putBack() {
        if (version != null) {
            put("null", version);
            version = null;
        }
    }

    private String put(String value, String ifMatch) {
        String body = "{\"value\":" + value + ",\"reason\":\"MixedCrowd compares both\"}";
        HttpResponse<String> answer = admin.put(path, body, "If-Match", ifMatch);
        if (answer.statusCode() == 412 && !ifMatch.equals("*")) {
            return null;
        }
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("PUT " + path + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer.headers().firstValue("ETag").orElse("*");
    }
}
