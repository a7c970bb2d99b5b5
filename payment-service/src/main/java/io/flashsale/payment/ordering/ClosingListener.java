package io.flashsale.payment.ordering;

import java.util.Collection;

/** Whoever must act when orders close; called inside the transaction that records it, the orders' rows locked. */
public interface ClosingListener {

    /** These orders can never be paid any more. May repeat. */
    void ordersClosed(Collection<String> orderIds);
}
