package io.flashsale.inventory.switching;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What there is to switch: a name, the values it takes, and the one it has when nobody has set it.
 *
 * @param name such as {@code sold-out}, {@code admission:k3v9x2ma} or {@code filter:stock}
 * @param saleId the sale it is for; empty when it is for all
 */
public record Switch(String name, Values values, Optional<String> saleId) {

    /** The filters of the edge that may be switched, by the names they have in its chain. */
    static final List<String> FILTERS = List.of("stock", "limits", "bot-score", "admission", "concurrency");

    /** Those that may not: without them anybody could buy at any time in any name, or no switch would stop it. */
    static final Set<String> FIXED_FILTERS = Set.of("switches", "sale-window", "identity", "pass", "origin");

    private static final Pattern SALE_ID = Pattern.compile("[a-z0-9]{4,32}");

    /** The values that a switch takes. */
    public enum Values {
        ON_OFF("off", "on|off", "on or off"),
        FILTER_MODE("on", "on|off|report-only", "on, off or report-only"),
        LINE("auto", "auto|0(\\.\\d{1,9})?|1(\\.0{1,9})?", "auto or a number from 0 to 1");

        private final String byDefault;
        private final Pattern allowed;
        private final String description;

        Values(String byDefault, String allowed, String description) {
            this.byDefault = byDefault;
            this.allowed = Pattern.compile(allowed);
            this.description = description;
        }
    }

    /** Names no switch; the message tells a person why. */
    public static final class UnknownSwitch extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        UnknownSwitch(String message) {
            super(message);
        }
    }

    /** The switch of this name; whether there is such a sale is not asked. */
    public static Switch named(String name) {
        int colon = name.indexOf(':');
        String kind = colon < 0 ? name : name.substring(0, colon);
        Optional<String> subject = colon < 0 ? Optional.empty() : Optional.of(name.substring(colon + 1));
        return switch (kind) {
            case "sold-out" -> ofSale(name, Values.ON_OFF, subject);
            case "admission" -> ofSale(name, Values.LINE, subject);
            case "limits" -> limits(name, subject);
            case "filter" -> filter(name, subject);
            default ->
                throw new UnknownSwitch(
                        "must be sold-out, sold-out:{saleId}, admission, admission:{saleId}, limits or filter:{filter}");
        };
    }

    /** The switch of this name; empty for a name that another version of this service knows. */
    static Optional<Switch> find(String name) {
        try {
            return Optional.of(named(name));
        } catch (UnknownSwitch e) {
            return Optional.empty();
        }
    }

    /** Its name, or for a switch of one sale what all of its kind have in common, such as {@code sold-out:*}. */
    String kind() {
        return saleId.map(id -> name.substring(0, name.length() - id.length()) + '*')
                .orElse(name);
    }

    /** Every switch that is not of one sale. */
    static List<Switch> ofAllSales() {
        List<Switch> switches = new ArrayList<>();
        List.of("sold-out", "admission", "limits").forEach(name -> switches.add(named(name)));
        FILTERS.forEach(filter -> switches.add(named("filter:" + filter)));
        return switches;
    }

    private static Switch ofSale(String name, Values values, Optional<String> saleId) {
        if (saleId.isPresent() && !SALE_ID.matcher(saleId.get()).matches()) {
            throw new UnknownSwitch("must end with the id of a sale");
        }
        return new Switch(name, values, saleId);
    }

    private static Switch limits(String name, Optional<String> subject) {
        if (subject.isPresent()) {
            throw new UnknownSwitch("must be limits, without anything behind it");
        }
        return new Switch(name, Values.FILTER_MODE, Optional.empty());
    }

    private static Switch filter(String name, Optional<String> filter) {
        if (filter.filter(FIXED_FILTERS::contains).isPresent()) {
            throw new UnknownSwitch("names a filter that cannot be switched off");
        }
        if (filter.filter(FILTERS::contains).isEmpty()) {
            throw new UnknownSwitch("must be filter: and one of " + String.join(", ", FILTERS));
        }
        return new Switch(name, Values.FILTER_MODE, Optional.empty());
    }

    /** The value it has when nobody has set it. */
    String byDefault() {
        return values.byDefault;
    }

    /** Whether it can be set to this; null puts it back to its default. */
    public boolean takes(String value) {
        return value == null || values.allowed.matcher(value).matches();
    }

    /** What it can be set to, in words. */
    String describeValues() {
        return values.description;
    }
}
