package io.flashsale.edge;

import java.util.Locale;

/** The stages of the funnel in their order: the filters that may turn a click away, under their names, and what follows. */
public enum Stage {
    SWITCHES,
    SALE_WINDOW,
    STOCK,
    IDENTITY,
    PASS,
    LIMITS,
    BOT_SCORE,
    ADMISSION,
    CONCURRENCY,
    /** Is the click's body there, and does it ask for what can be sold? */
    REQUEST,
    /** Does it reach inventory-service in time? */
    QUEUE,
    /** Does inventory-service take units for it? */
    INVENTORY;

    private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The stage as the funnel names it. */
    public String label() {
        return label;
    }
}
