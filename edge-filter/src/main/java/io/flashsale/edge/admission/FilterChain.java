package io.flashsale.edge.admission;

import io.flashsale.edge.concurrency.Limiters;
import io.flashsale.edge.identity.Passes;
import io.flashsale.edge.identity.Sessions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/** The filters in their order, cheapest first; the first that drops a click ends its way. */
@Singleton
public final class FilterChain {

    private final ClickFilter[] filters;

    @Inject
    FilterChain(Sessions sessions, Passes passes, AdmissionConfig config, Limiters limiters) {
        this(List.of(
                new SaleWindowFilter(),
                new StockFilter(sessions, config.longestSilence()),
                new IdentityFilter(sessions),
                new PassFilter(passes),
                new ConcurrencyFilter(limiters.clicks())));
    }

    FilterChain(List<ClickFilter> filters) {
        this.filters = filters.toArray(ClickFilter[]::new);
    }

    /** Null when every filter lets the click pass, or how it is turned away. */
    public Drop test(BuyClick click) {
        for (ClickFilter filter : filters) {
            Drop drop = filter.test(click);
            if (drop != null) {
                return drop;
            }
        }
        return null;
    }
}
