package io.flashsale.edge.admission;

/**
 * One question asked of every click, answered from local memory: no call, no waiting, next to no allocation.
 *
 * <p>Filters run in the order of {@link FilterChain}, cheapest first; each has a {@link Place} there, with the name that its
 * switch goes by.
 */
interface ClickFilter {

    /** Null to let the click pass, or how it is turned away. */
    Drop test(BuyClick click);

    /** The click was turned away for what {@link #test} said, which a filter that only reports never hears. */
    default void turnedAway(BuyClick click) {}
}
