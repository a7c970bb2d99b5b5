package io.flashsale.order.querying;

import io.flashsale.order.OrderId;
import io.flashsale.problem.Problem;
import io.flashsale.problem.ProblemException;

/** The signed-in buyer a call is made for, as the edge names them in {@code X-User-Id}. */
public final class Buyer {

    /** The header that names the buyer. */
    public static final String HEADER = "X-User-Id";

    private Buyer() {}

    /** The buyer's id; refuses with 401 when there is none. */
    public static String demand(String userId) {
        if (userId == null || !OrderId.BUYER_ID.matcher(userId).matches()) {
            throw new ProblemException(Problem.unauthenticated("This path needs a signed-in buyer."));
        }
        return userId;
    }
}
