package io.flashsale.payment.publishing;

/** The signal inside this process that a transaction has added to the outbox. */
record OutboxAppended() {}
