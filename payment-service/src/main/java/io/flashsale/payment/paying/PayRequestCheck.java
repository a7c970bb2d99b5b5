package io.flashsale.payment.paying;

import io.flashsale.payment.Card;
import io.flashsale.problem.Problem.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Finds everything that is wrong with a payment request, field by field. */
final class PayRequestCheck {

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7E]{1,128}");
    private static final Pattern CARD_NUMBER = Pattern.compile("[0-9]{12,19}");
    private static final int LONGEST_HOLDER = 100;

    private PayRequestCheck() {}

    /** The errors, none when the request is good. */
    static List<FieldError> errors(String idempotencyKey, PayRequest body) {
        List<FieldError> errors = new ArrayList<>();
        if (idempotencyKey == null || !KEY.matcher(idempotencyKey).matches()) {
            errors.add(new FieldError("Idempotency-Key", "must be a header of 1 to 128 visible ASCII characters"));
        }
        if (body == null) {
            errors.add(new FieldError("body", "must be a JSON object with method, cardNumber and holder"));
            return errors;
        }
        if (!"card".equals(body.method())) {
            errors.add(new FieldError("method", "must be \"card\""));
        }
        if (!isCardNumber(body.cardNumber())) {
            errors.add(new FieldError("cardNumber", "must be 12 to 19 digits with a correct check digit"));
        }
        if (!isHolder(body.holder())) {
            errors.add(new FieldError("holder", "must be a name of 1 to 100 printable characters"));
        }
        return errors;
    }

    private static boolean isCardNumber(String number) {
        return number != null && CARD_NUMBER.matcher(number).matches() && Card.passesLuhn(number);
    }

    private static boolean isHolder(String holder) {
        return holder != null
                && !holder.isBlank()
                && holder.codePointCount(0, holder.length()) <= LONGEST_HOLDER
                && holder.codePoints().noneMatch(Character::isISOControl);
    }
}
