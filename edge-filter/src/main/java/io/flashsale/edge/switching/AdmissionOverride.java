package io.flashsale.edge.switching;

/**
 * What is set in place of a sale's line.
 *
 * @param line from 0 to 1; NaN to leave the sale's own in force
 * @param automatic set by a rule under overload, which may only let fewer pass, never more
 */
record AdmissionOverride(double line, boolean automatic) {

    static final AdmissionOverride NONE = new AdmissionOverride(Double.NaN, false);

    /** The line in force where the sale's own would be this. */
    double over(double own) {
        if (Double.isNaN(line)) {
            return own;
        }
        return automatic ? Math.min(line, own) : line;
    }

    /** {@code auto}, or a number from 0 to 1; null for anything else. */
    static AdmissionOverride read(String value, boolean automatic) {
        if (value.equals("auto")) {
            return NONE;
        }
        try {
            double line = Double.parseDouble(value);
            return line >= 0 && line <= 1 ? new AdmissionOverride(line, automatic) : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
