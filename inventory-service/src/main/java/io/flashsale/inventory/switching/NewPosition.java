package io.flashsale.inventory.switching;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.databind.JsonNode;
import io.flashsale.problem.Problem;
import io.flashsale.problem.Problem.FieldError;
import io.flashsale.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An operator's request to set a switch, as it came.
 *
 * @param value a string that the switch takes; null puts it back to its default and must be said, not left out
 * @param reason 1 to 200 characters
 * @param unknown every other field; a misspelt one must not pass for one that was left out
 */
record NewPosition(
        JsonNode value, String reason, @JsonAnySetter Map<String, Object> unknown) {

    private static final int LONGEST_REASON = 200;

    /** The change that was asked for; refuses with every field that is wrong. */
    Change of(Switch what) {
        List<FieldError> errors = new ArrayList<>();
        if (value == null || !(value.isNull() || value.isTextual()) || !what.takes(text())) {
            errors.add(new FieldError("value", "must be " + what.describeValues() + ", as a string, or null"));
        }
        if (reason == null || reason.isBlank() || reason.strip().length() > LONGEST_REASON) {
            errors.add(new FieldError("reason", "must be 1 to " + LONGEST_REASON + " characters"));
        }
        if (unknown != null) {
            unknown.keySet().forEach(field -> errors.add(new FieldError(field, "is not a known field")));
        }
        if (!errors.isEmpty()) {
            throw new ProblemException(Problem.invalidRequest(errors));
        }
        return Change.byOperator(what, text(), reason.strip());
    }

    private String text() {
        return value.textValue();
    }
}
