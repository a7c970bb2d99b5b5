package io.flashsale.edge.addressing;

/**
 * Where a request came from.
 *
 * @param address the client's, as far as trusted proxies vouch for it
 * @param source how it came
 * @param isUnlimited whether the address is exempt from what concerns addresses, by {@code
 *     flashsale.limits.unlimited-networks}
 * @param contradictions how many things its forwarding headers say that cannot all be true, or that no browser says
 */
public record Origin(Address address, SourceClass source, boolean isUnlimited, int contradictions) {}
