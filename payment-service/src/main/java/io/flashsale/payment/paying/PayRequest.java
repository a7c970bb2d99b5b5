package io.flashsale.payment.paying;

/**
 * The body of a payment.
 *
 * @param method {@code card}
 * @param cardNumber 12 to 19 digits with a correct check digit
 * @param holder the name on the card, 1 to 100 characters
 */
record PayRequest(String method, String cardNumber, String holder) {

    /** Masked: a record's own text would carry the card number. */
    @Override
    public String toString() {
        return "PayRequest[" + method + "]";
    }
}
