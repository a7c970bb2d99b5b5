package io.flashsale.payment.provider;

/** What the provider says of a charge. */
public enum Standing {
    /** No charge with this attempt id has reached the provider (yet). */
    UNKNOWN,
    /** The provider has not decided yet; ask again later. */
    PENDING,
    /** The money is taken. */
    SUCCEEDED,
    /** The issuer refused; no money is taken, for good. */
    DECLINED,
    /** The attempt id was closed before a charge reached the provider; none will be accepted under it. */
    ABANDONED
}
