package io.flashsale.payment;

import java.util.EnumSet;
import java.util.Set;

/**
 * Where one attempt to pay stands; the state machine of payments.
 *
 * <pre>
 * PENDING --> SUCCEEDED --> REFUNDING --> REFUNDED
 *        \-> FAILED
 * </pre>
 *
 * <p>REFUNDING is the persisted intent to give the money back; callers see it as SUCCEEDED until the provider has done
 * it.
 */
public enum AttemptStatus {
    PENDING,
    SUCCEEDED,
    FAILED,
    REFUNDING,
    REFUNDED;

    /** Whether the machine has an arrow from this status to {@code next}. */
    public boolean canBecome(AttemptStatus next) {
        return successors().contains(next);
    }

    /** Whether an order with an attempt of this status takes no further attempt. */
    public boolean isOpen() {
        return this == PENDING || this == SUCCEEDED || this == REFUNDING;
    }

    /** What the public contract calls it: PENDING, SUCCEEDED, FAILED or REFUNDED. */
    public String publicName() {
        return this == REFUNDING ? SUCCEEDED.name() : name();
    }

    private Set<AttemptStatus> successors() {
        return switch (this) {
            case PENDING -> EnumSet.of(SUCCEEDED, FAILED);
            case SUCCEEDED -> EnumSet.of(REFUNDING);
            case REFUNDING -> EnumSet.of(REFUNDED);
            case FAILED, REFUNDED -> EnumSet.noneOf(AttemptStatus.class);
        };
    }
}
