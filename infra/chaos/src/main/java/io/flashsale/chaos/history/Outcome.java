package io.flashsale.chaos.history;

/** What a buyer knows after a call. */
public enum Outcome {
    /** It was done, or answered as asked. */
    OK,
    /** It was not done: a refusal that the contract names. */
    REFUSED,
    /** It may have been done: no answer came, or one that says that nothing is known. */
    UNKNOWN,
    /** It cannot have been done: no connection was made. */
    NOT_SENT,
    /** An answer that the contract does not have. */
    UNEXPECTED
}
