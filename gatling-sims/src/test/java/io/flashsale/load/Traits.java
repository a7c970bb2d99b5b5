package io.flashsale.load;

import java.time.Duration;
import java.util.Map;

/**
 * How a buyer looks and behaves.
 *
 * @param headers that every request carries, the address in {@code X-Forwarded-For} among them
 * @param begins when the buyer asks for a pass, from the opening on; negative before it
 * @param reaction from having the pass to the first click
 * @param between from click to click
 * @param mostClicks after which the buyer gives up
 * @param patience for how long the buyer goes on
 * @param hands that click for the account at once, in turns
 * @param work how the buyer solves challenges
 */
record Traits(
        Kind kind,
        Map<String, String> headers,
        Duration begins,
        Duration reaction,
        Duration between,
        int mostClicks,
        Duration patience,
        int hands,
        Kind.Work work) {
    Traits {
        headers = Map.copyOf(headers);
    }

    String address() {
        return headers.get(Looks.ADDRESS);
    }
}
