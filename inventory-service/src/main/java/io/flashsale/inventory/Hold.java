package io.flashsale.inventory;

/**
 * Units kept for one order, as the slot's {@code holds} hash stores them: {@code buyer|units|state|since}.
 *
 * @param orderId the order they are kept for
 * @param buyerId whose order it is
 * @param quantity units
 * @param state U unconfirmed (MySQL has not told of the order yet), C confirmed, P paid
 * @param since epoch milliseconds of the reservation
 */
public record Hold(String orderId, String buyerId, int quantity, char state, long since) {

    /** Reads what the scripts have written. */
    public static Hold parse(String orderId, String stored) {
        String[] parts = stored.split("\\|", -1);
        if (parts.length != 4) {
            throw new IllegalArgumentException("Not a hold: " + stored);
        }
        return new Hold(orderId, parts[0], Integer.parseInt(parts[1]), parts[2].charAt(0), Long.parseLong(parts[3]));
    }

    /** Whether the order is known to be in MySQL. */
    public boolean isConfirmed() {
        return state != 'U';
    }
}
