package io.flashsale.edge.scoring;

/**
 * What is known of a request to judge it by, raw: the input of any {@link BotScorer}.
 *
 * @param contradictions in its forwarding and proxy headers
 * @param missingHeaders of those that every browser sends
 * @param impossibleHeaders combinations that no browser sends
 * @param accountsAtAddress different buyers who lately came from the same address, about; 0 where that is not counted
 * @param passToClickMillis from the making of the pass to the click; infinite where there is no click yet, and where haste is
 *     not counted
 * @param clicksPerSecond of this buyer lately, requests for passes included
 */
public record Features(
        int contradictions,
        int missingHeaders,
        int impossibleHeaders,
        double accountsAtAddress,
        double passToClickMillis,
        double clicksPerSecond) {}
