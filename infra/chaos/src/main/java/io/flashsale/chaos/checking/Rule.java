package io.flashsale.chaos.checking;

/** One promise of the system, and how a history shows that it was broken. */
interface Rule {

    void check(Evidence evidence, Findings findings);
}
