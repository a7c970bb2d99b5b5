package io.flashsale.load;

import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether the edge believes this machine where clients are, as it would believe a balancer: without that a whole crowd is at one
 * address, to which no limit and no count applies.
 */
final class EdgeTrust {
    private static final String CLIENT = "198.18.0.1";
    private static final Pattern ADDRESS = Pattern.compile("\"address\"\\s*:\\s*\"([^\"]+)\"");
    private static final Pattern SOURCE = Pattern.compile("\"source\"\\s*:\\s*\"([^\"]+)\"");
    private static final String REMEDY =
            "start the system with ./flashsale up --trusted-proxies 127.0.0.1/32 (and without it for anything else)";

    private EdgeTrust() {}

    /** @throws IllegalStateException unless it does; the message says what to do */
    static void demand(AdminCalls admin) {
        HttpResponse<String> answer = admin.get("/admin/origin", Looks.ADDRESS, CLIENT);
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("GET /admin/origin answered " + answer.statusCode() + ": " + answer.body());
        }
        String objection = objection(answer.body());
        if (objection != null) {
            throw new IllegalStateException(objection);
        }
    }

    /** What is wrong with where the edge takes a client at {@value #CLIENT} to be; null for nothing. */
    static String objection(String origin) {
        String address = find(ADDRESS, origin);
        if (CLIENT.equals(address)) {
            return null;
        }
        boolean isBalanced = "trusted-proxy".equals(find(SOURCE, origin));
        String why = isBalanced
                ? "a balancer in front of it, as docker compose has one, writes X-Forwarded-For itself"
                : "it does not trust this machine to say where clients are";
        return "The edge takes every buyer of MixedCrowd to be at " + address + ": " + why + ". Instead " + REMEDY;
    }

    private static String find(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : null;
    }
}
