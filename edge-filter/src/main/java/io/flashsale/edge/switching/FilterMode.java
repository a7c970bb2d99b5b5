package io.flashsale.edge.switching;

/** How much a filter has to say. In the order of how much it lets through, the strictest first. */
public enum FilterMode {
    /** It turns clicks away. */
    ON,
    /** It is asked, and what it would have turned away is counted and passes. */
    REPORT_ONLY,
    /** It is not asked. */
    OFF;

    /** The one that lets more through. */
    FilterMode orLaxer(FilterMode other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /** The mode that a switch names; null when it names none. */
    static FilterMode named(String value) {
        return switch (value) {
            case "on" -> ON;
            case "report-only" -> REPORT_ONLY;
            case "off" -> OFF;
            default -> null;
        };
    }
}
