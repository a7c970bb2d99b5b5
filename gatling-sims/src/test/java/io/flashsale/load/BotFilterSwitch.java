package io.flashsale.load;

import java.net.http.HttpResponse;

/**
 * The operator's switch {@code filter:bot-score}, turned for a run and put back to its default at the end, unless somebody else
 * has set it meanwhile.
 */
final class BotFilterSwitch {
    private static final String PATH = "/admin/switches/filter:bot-score";

    private final AdminCalls admin;
    private String version;

    BotFilterSwitch(AdminCalls admin) {
        this.admin = admin;
    }

    /** @param value on or off */
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
        HttpResponse<String> answer = admin.put(PATH, body, "If-Match", ifMatch);
        if (answer.statusCode() == 412 && !ifMatch.equals("*")) {
            return null;
        }
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("PUT " + PATH + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer.headers().firstValue("ETag").orElse("*");
    }
}
