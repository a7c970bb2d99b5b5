package io.flashsale.edge.buying;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/** inventory-service's word on one click; see {@code contracts/README.md}. */
@JsonIgnoreProperties(ignoreUnknown = true)
record ReservationAnswer(String outcome, String orderId, int quantity, String status, boolean finalSoldOut) {

    /** The answers to a batch, in the order of its clicks. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Batch(List<ReservationAnswer> answers) {}
}
