package io.flashsale.order.querying;

import jakarta.ws.rs.WebApplicationException;

/** Another service is well and says that our call is wrong (4xx): asking again gets the same answer. */
final class RefusedCallException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final int FIRST_SERVER_ERROR = 500;

    private RefusedCallException(WebApplicationException answer) {
        // Not as its cause: the breaker looks at causes too, and would take this for trouble.
        super(answer.getMessage(), null, false, false);
    }

    /** What to throw: the answer itself when it is the other service's trouble (5xx), this otherwise. */
    static RuntimeException unlessRetryable(WebApplicationException answer) {
        return answer.getResponse().getStatus() < FIRST_SERVER_ERROR ? new RefusedCallException(answer) : answer;
    }
}
