package io.flashsale.load;

import io.gatling.javaapi.core.Session;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

/** What a simulation counts by itself, to tell it in numbers where Gatling's report draws it. Safe for many threads. */
final class Tally {
    static final String BUY = "Buy";
    private static final String WAIT = "wait-before-sending";
    private static final int FIRST_SERVER_ERROR = 500;

    private final Clock clock;
    private final Latencies latencies = new Latencies();
    private final Acceptances acceptances = new Acceptances();
    private final LongAdder requests = new LongAdder();
    private final LongAdder clicks = new LongAdder();
    private final LongAdder acceptedClicks = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder serverErrors = new LongAdder();
    private final ConcurrentMap<String, LongAdder> turnedAway = new ConcurrentHashMap<>();

    Tally(Clock clock) {
        this.clock = clock;
    }

    /** An answer has come, whatever it says. */
    int answered(int status) {
        if (status >= FIRST_SERVER_ERROR) {
            serverErrors.increment();
        }
        return status;
    }

    /** A call has ended; the session tells how, see {@link ContractAnswers}. */
    Session ended(String call, int success, Session session) {
        requests.increment();
        boolean click = call.equals(BUY);
        if (click) {
            clicks.increment();
        }
        if (session.isFailed()) {
            failed.increment();
            return session;
        }
        boolean accepted = session.getInt(ContractAnswers.STATUS) == success;
        if (click) {
            count(session, accepted);
        }
        latencies.record(label(call, click, accepted), session.getInt(ContractAnswers.MILLIS));
        latencies.record(WAIT, session.getInt(ContractAnswers.WAITED));
        return session;
    }

    private void count(Session session, boolean accepted) {
        if (accepted) {
            acceptedClicks.increment();
            acceptances.accepted(session.getString("orderId"), clock.millis());
        } else {
            String type = session.getString(ContractAnswers.PROBLEM);
            turnedAway.computeIfAbsent(type, name -> new LongAdder()).increment();
        }
    }

    private static String label(String call, boolean click, boolean accepted) {
        if (click) {
            return accepted ? "buy-accepted" : "buy-turned-away";
        }
        String name = call.toLowerCase(Locale.ROOT).replace(' ', '-');
        return accepted ? name : name + "-refused";
    }

    /** All figures as {@code KEY=value}: counts, and times as {@code millis.CALL=count p50 p95 p99 max}. */
    Map<String, String> figures(long opensAtMillis) {
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put("requests", requests.toString());
        figures.put("failedRequests", failed.toString());
        figures.put("serverErrors", serverErrors.toString());
        figures.put("clicks", clicks.toString());
        figures.put("acceptedClicks", acceptedClicks.toString());
        figures.put("orders", Integer.toString(acceptances.orders()));
        figures.put("busiestSecond", Long.toString(acceptances.busiestSecond()));
        figures.put("lastOrderMillis", Long.toString(acceptances.millisFrom(opensAtMillis)));
        new TreeMap<>(turnedAway)
                .forEach((type, count) ->
                        figures.put("turnedAway." + type.substring(type.lastIndexOf('/') + 1), count.toString()));
        latencies.summary().forEach((label, line) -> figures.put("millis." + label, line));
        return figures;
    }
}
