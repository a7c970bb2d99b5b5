package io.flashsale.inventory.selling;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.flashsale.inventory.Sale;
import io.flashsale.inventory.SaleState;
import io.flashsale.problem.Problem;
import io.flashsale.problem.Problem.FieldError;
import io.flashsale.problem.ProblemException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * An operator's request for a sale, as it came.
 *
 * @param title 1 to 200 characters
 * @param priceMinor 0 to 10^12, minor units
 * @param currency ISO 4217 code
 * @param stock 1 to 1,000,000 units
 * @param opensAt may lie in the past: the sale opens at once
 * @param closesAt after {@code opensAt} and in the future
 * @param perUserLimit 1 to 1,000 units; 1 when absent
 * @param holdSeconds 1 to 86,400; 300 when absent
 * @param mode {@code open} (when absent), {@code lottery} or {@code fixed:P}
 * @param unknown every other field; a misspelt one must not pass for one that was left out
 */
record NewSale(
        String title,
        Long priceMinor,
        String currency,
        Integer stock,
        Instant opensAt,
        Instant closesAt,
        Integer perUserLimit,
        Integer holdSeconds,
        String mode,
        @JsonAnySetter Map<String, Object> unknown) {

    private static final Pattern MODE = Pattern.compile("open|lottery|fixed:(0(\\.\\d{1,9})?|1(\\.0{1,9})?)");

    /** The sale that was asked for; refuses with every field that is wrong. */
    Sale toSale(String id, String rankKey, Instant now) {
        List<FieldError> errors = new ArrayList<>();
        check(
                errors,
                title != null && !title.isBlank() && title.length() <= 200,
                "title",
                "must be 1 to 200 characters");
        inRange(errors, priceMinor, 0, 1_000_000_000_000L, "priceMinor");
        check(errors, isCurrency(currency), "currency", "must be an ISO 4217 code such as EUR");
        inRange(errors, asLong(stock), 1, 1_000_000, "stock");
        check(errors, opensAt != null, "opensAt", "must be an RFC 3339 time such as 2026-01-15T10:00:00Z");
        check(errors, closesAt != null, "closesAt", "must be an RFC 3339 time such as 2026-01-15T11:00:00Z");
        if (opensAt != null && closesAt != null) {
            check(errors, closesAt.isAfter(opensAt), "closesAt", "must be after opensAt");
            check(errors, closesAt.isAfter(now), "closesAt", "must be in the future");
            check(errors, isPlausible(opensAt, now), "opensAt", "must be within ten years of now");
            check(errors, isPlausible(closesAt, now), "closesAt", "must be within ten years of now");
        }
        inRange(errors, asLong(orElse(perUserLimit, 1)), 1, 1_000, "perUserLimit");
        inRange(errors, asLong(orElse(holdSeconds, 300)), 1, 86_400, "holdSeconds");
        check(
                errors,
                mode == null || MODE.matcher(mode).matches(),
                "mode",
                "must be open, lottery, or fixed:P with P from 0 to 1");
        if (unknown != null) {
            unknown.keySet().forEach(field -> check(errors, false, field, "is not a known field"));
        }
        if (!errors.isEmpty()) {
            throw new ProblemException(Problem.invalidRequest(errors));
        }
        return new Sale(
                id,
                title.strip(),
                priceMinor,
                currency,
                stock,
                opensAt,
                closesAt,
                orElse(perUserLimit, 1),
                orElse(holdSeconds, 300),
                mode == null ? "open" : mode,
                SaleState.SCHEDULED,
                0,
                now,
                null,
                rankKey);
    }

    private static boolean isPlausible(Instant time, Instant now) {
        long days = Math.abs(java.time.Duration.between(now, time).toDays());
        return days <= 3_653;
    }

    private static boolean isCurrency(String code) {
        return code != null
                && Currency.getAvailableCurrencies().stream()
                        .anyMatch(currency -> currency.getCurrencyCode().equals(code));
    }

    private static Integer orElse(Integer value, int fallback) {
        return value == null ? fallback : value;
    }

    private static Long asLong(Integer value) {
        return value == null ? null : value.longValue();
    }

    private static void inRange(List<FieldError> errors, Long value, long least, long most, String field) {
        check(
                errors,
                value != null && value >= least && value <= most,
                field,
                "must be a whole number from " + least + " to " + most);
    }

    private static void check(List<FieldError> errors, boolean holds, String field, String message) {
        if (!holds) {
            errors.add(new FieldError(field, message));
        }
    }
}
