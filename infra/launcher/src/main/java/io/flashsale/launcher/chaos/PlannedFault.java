package io.flashsale.launcher.chaos;

import io.flashsale.launcher.proxying.Proxies.Route;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * One fault of a schedule.
 *
 * @param target whose process or connections it is done to
 * @param routes the connections that it is done to; empty for a fault of the process
 * @param lasts zero for one that is over at once
 * @param delay of what a slow connection carries; half of it again at random
 * @param calmBefore how long all goes well before it
 */
public record PlannedFault(
        FaultKind kind, String target, List<Route> routes, Duration lasts, Duration delay, Duration calmBefore) {
    public PlannedFault {
        routes = List.copyOf(routes);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(kind.toString()).append(' ');
        if (routes.size() == 1) {
            text.append(routes.get(0));
        } else {
            text.append(target);
        }
        if (kind == FaultKind.SLOW) {
            text.append(" by ").append(delay.toMillis()).append(" ms");
        }
        if (!lasts.isZero()) {
            text.append(String.format(Locale.ROOT, " for %.1f s", lasts.toMillis() / 1000.0));
        }
        return text.toString();
    }
}
