package io.flashsale.payment;

/**
 * A buyer's card on its single way from the request to the provider: never stored, never logged.
 *
 * @param number 12 to 19 digits
 * @param holder the name on the card
 */
public record Card(String number, String holder) {

    /** The last four digits, which may be kept and shown. */
    public String lastFour() {
        return number.substring(number.length() - 4);
    }

    /** The card scheme by the number's first digits: visa, mastercard, amex or other. */
    public String brand() {
        int four = Integer.parseInt(number.substring(0, 4));
        int two = four / 100;
        if (number.charAt(0) == '4') {
            return "visa";
        }
        if (two >= 51 && two <= 55 || four >= 2221 && four <= 2720) {
            return "mastercard";
        }
        return two == 34 || two == 37 ? "amex" : "other";
    }

    /** Whether {@code digits} carries a correct Luhn check digit, which catches mistyped numbers. */
    public static boolean passesLuhn(String digits) {
        int sum = 0;
        for (int fromRight = 0; fromRight < digits.length(); fromRight++) {
            int digit = digits.charAt(digits.length() - 1 - fromRight) - '0';
            int weighted = fromRight % 2 == 0 ? digit : digit * 2;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return sum % 10 == 0;
    }

    /** Masked: a record's own text would put the number into every log line that mentions it. */
    @Override
    public String toString() {
        return brand() + " ending in " + lastFour();
    }
}
