package io.flashsale.load;

/**
 * The size of a simulation, from system properties.
 *
 * @param users buyers ({@code -Dusers}, 200)
 * @param stock units for sale ({@code -Dstock}, a quarter of the users)
 * @param clicks how often each buyer presses Buy ({@code -Dclicks}, 3)
 * @param payingPercent how many of a hundred buyers with an order pay it ({@code -Dpaying}, 50)
 * @param arrivalSeconds over how many seconds the buyers arrive before the opening ({@code -Darrival}, 10)
 */
record LoadSettings(int users, int stock, int clicks, int payingPercent, int arrivalSeconds) {
    static LoadSettings ofThisRun() {
        int users = positive("users", 200);
        return new LoadSettings(
                users,
                positive("stock", Math.max(1, users / 4)),
                positive("clicks", 3),
                Math.min(100, Integer.getInteger("paying", 50)),
                positive("arrival", 10));
    }

    private static int positive(String property, int fallback) {
        int value = Integer.getInteger(property, fallback);
        if (value < 1) {
            throw new IllegalArgumentException("-D" + property + " must be at least 1");
        }
        return value;
    }
}
