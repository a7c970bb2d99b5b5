package io.flashsale.launcher.selling;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A demo sale as named on the command line, {@code stock=300,opensIn=5s}.
 *
 * @param stock units for sale
 * @param opensIn from the moment the system works
 * @param closesIn from the same moment
 * @param priceMinor in the currency's minor unit
 * @param hold how long a buyer may take to pay
 * @param mode open, lottery or fixed:P
 */
public record SaleOptions(
        String title,
        int stock,
        long priceMinor,
        String currency,
        Duration opensIn,
        Duration closesIn,
        int perUserLimit,
        Duration hold,
        String mode) {
    private static final Set<String> KEYS =
            Set.of("stock", "opensIn", "closesIn", "price", "currency", "title", "perUserLimit", "hold", "mode");
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h)");
    private static final Pattern PRICE = Pattern.compile("(\\d{1,9})(?:\\.(\\d{2}))?");

    /**
     * Reads {@code key=value,key=value}; durations are like 500ms, 5s, 2m or 1h, a price like 19.99.
     *
     * @throws IllegalArgumentException naming the key that is wrong; the message is fit for a user
     */
    public static SaleOptions parse(String text) {
        Map<String, String> values = split(text);
        if (!values.containsKey("stock")) {
            throw new IllegalArgumentException("stock is missing, as in stock=300,opensIn=5s");
        }
        SaleOptions options = new SaleOptions(
                values.getOrDefault("title", "Demo sale"),
                whole("stock", values.get("stock")),
                price(values.getOrDefault("price", "19.90")),
                currency(values.getOrDefault("currency", "EUR")),
                duration("opensIn", values.getOrDefault("opensIn", "0s")),
                duration("closesIn", values.getOrDefault("closesIn", "1h")),
                whole("perUserLimit", values.getOrDefault("perUserLimit", "1")),
                duration("hold", values.getOrDefault("hold", "2m")),
                mode(values.getOrDefault("mode", "open")));
        if (options.closesIn.compareTo(options.opensIn) <= 0) {
            throw new IllegalArgumentException("closesIn must be later than opensIn");
        }
        if (options.hold.toSeconds() < 1) {
            throw new IllegalArgumentException("hold must be at least 1s");
        }
        return options;
    }

    /** The body of the administrator's call that creates the sale. */
    Map<String, Object> toRequest(Instant now) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("title", title);
        body.put("priceMinor", priceMinor);
        body.put("currency", currency);
        body.put("stock", stock);
        body.put("opensAt", now.plus(opensIn).toString());
        body.put("closesAt", now.plus(closesIn).toString());
        body.put("perUserLimit", perUserLimit);
        body.put("holdSeconds", hold.toSeconds());
        body.put("mode", mode);
        return body;
    }

    private static Map<String, String> split(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String pair : text.split(",", -1)) {
            int equals = pair.indexOf('=');
            String key = equals < 0 ? pair : pair.substring(0, equals);
            if (!KEYS.contains(key)) {
                throw new IllegalArgumentException("'" + key + "' is none of stock, opensIn, closesIn, price, currency,"
                        + " title, perUserLimit, hold, mode");
            }
            if (equals < 0 || equals == pair.length() - 1) {
                throw new IllegalArgumentException(key + " has no value");
            }
            if (values.put(key, pair.substring(equals + 1)) != null) {
                throw new IllegalArgumentException(key + " is given twice");
            }
        }
        return values;
    }

    private static int whole(String key, String value) {
        if (!value.matches("[1-9]\\d{0,8}")) {
            throw new IllegalArgumentException(key + "=" + value + " is not a whole number of at least 1");
        }
        return Integer.parseInt(value);
    }

    private static Duration duration(String key, String value) {
        Matcher matcher = DURATION.matcher(value);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(key + "=" + value + " is not a duration such as 500ms, 5s, 2m or 1h");
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            default -> Duration.ofHours(amount);
        };
    }

    private static long price(String value) {
        Matcher matcher = PRICE.matcher(value);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("price=" + value + " is not an amount such as 19.99");
        }
        long cents = matcher.group(2) == null ? 0 : Long.parseLong(matcher.group(2));
        return Long.parseLong(matcher.group(1)) * 100 + cents;
    }

    private static String currency(String value) {
        if (!value.matches("[A-Z]{3}")) {
            throw new IllegalArgumentException("currency=" + value + " is not an ISO 4217 code such as EUR");
        }
        return value;
    }

    private static String mode(String value) {
        if (!value.matches("open|lottery|fixed:(0(\\.\\d{1,9})?|1(\\.0{1,9})?)")) {
            throw new IllegalArgumentException(
                    "mode=" + value + " is none of open, lottery, fixed:P with P from 0 to 1");
        }
        return value;
    }
}
