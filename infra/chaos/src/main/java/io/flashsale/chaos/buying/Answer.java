package io.flashsale.chaos.buying;

import com.fasterxml.jackson.databind.JsonNode;
import io.flashsale.chaos.history.Call;

/**
 * What came of a call.
 *
 * @param call as it stands in the history
 * @param body of the answer; the missing node when there was none
 */
record Answer(Call call, JsonNode body) {

    /** Text of the body, or null when it has none under this name. */
    String text(String field) {
        return body.path(field).asText(null);
    }
}
