package io.flashsale.edge.limiting;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How fast something may happen: so often in a period on the long run, and so often at once. Written as {@code 10/s burst
 * 20} or {@code 30/m burst 5}; the periods are {@code s} and {@code m}.
 *
 * @param tokens what comes back in a period, evenly spread over it
 * @param period over which they come back
 * @param burst the most that is ever there
 */
public record Rate(long tokens, Duration period, long burst) {

    private static final Pattern FORM = Pattern.compile("(\\d{1,9})/([sm]) burst (\\d{1,9})");

    public Rate {
        if (tokens < 1 || burst < 1) {
            throw new IllegalArgumentException("A rate and its burst are at least 1");
        }
    }

    /**
     * Reads a rate.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Rate of(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no rate such as '10/s burst 20'");
        }
        Duration period = form.group(2).equals("s") ? Duration.ofSeconds(1) : Duration.ofMinutes(1);
        return new Rate(Long.parseLong(form.group(1)), period, Long.parseLong(form.group(3)));
    }
}
