package io.flashsale.inventory.admitting;

/**
 * How a sale admits buyers.
 *
 * @param constantLine the line from the opening on; 0 when the lottery sets it
 * @param isLottery whether the line is set step by step
 */
record Mode(double constantLine, boolean isLottery) {

    private static final String FIXED = "fixed:";

    /** Whether the line can ever be higher than it is. */
    boolean canRise(double line) {
        return line < (isLottery ? 1 : constantLine);
    }

    /** Reads {@code open}, {@code lottery} or {@code fixed:P}. */
    static Mode of(String text) {
        if (text.startsWith(FIXED)) {
            return new Mode(Double.parseDouble(text.substring(FIXED.length())), false);
        }
        return switch (text) {
            case "open" -> new Mode(1, false);
            case "lottery" -> new Mode(0, true);
            default -> throw new IllegalArgumentException("No mode of admission: " + text);
        };
    }
}
