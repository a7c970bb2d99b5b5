package io.flashsale.inventory.switching;

/**
 * A wish to set a switch.
 *
 * @param value null puts it back to its default, and hands it back to the rules
 * @param automatic wished by a rule, not by a person
 * @param who {@code operator}, or {@code rule:NAME}
 * @param why 1 to 200 characters
 */
public record Change(Switch what, String value, boolean automatic, String who, String why) {

    private static final String OPERATOR = "operator";

    /** A person's wish. The installation knows its operators by one token, hence by one name. */
    static Change byOperator(Switch what, String value, String why) {
        return new Change(what, value, false, OPERATOR, why);
    }

    /** A rule's wish. */
    public static Change byRule(Switch what, String value, String rule, String why) {
        return new Change(what, value, true, rule, why);
    }
}
