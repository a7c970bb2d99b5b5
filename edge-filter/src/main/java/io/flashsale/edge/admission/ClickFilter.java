package io.flashsale.edge.admission;

/**
 * One question asked of every click, answered from local memory: no call, no lock, next to no allocation.
 *
 * <p>Filters run in the order of {@link FilterChain}, cheapest first. Limits, the bot score and probabilistic admission
 * take their places there as further implementations.
 */
interface ClickFilter {

    /** Null to let the click pass, or how it is turned away. */
    Drop test(BuyClick click);
}
