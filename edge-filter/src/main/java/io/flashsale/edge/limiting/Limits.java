package io.flashsale.edge.limiting;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.flashsale.edge.DropReason;
import io.flashsale.edge.addressing.Address;
import io.flashsale.edge.addressing.Origin;
import io.flashsale.edge.addressing.SourceClass;
import io.flashsale.edge.hashing.KeyedHash;
import io.github.bucket4j.Bucket;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The token buckets of buyers, addresses, classes of sources and sales, in this order: who goes beyond a limit of their own
 * takes nothing from those they share the next one with.
 *
 * <p>Each edge has its own; who is spread over several edges may do as much at each of them.
 */
@Singleton
public final class Limits {

    /** As many sales as an edge remembers, and those that it has just forgotten. */
    private static final int MOST_SALES = 2_000;

    private final KeyedHash hash = KeyedHash.secret();
    private final BucketStore buyers;
    private final BucketStore addresses;
    private final Buckets saleBuckets;
    /** One for each sale, which every click on it takes from: without a lock, unlike those that are kept by key. */
    private final Cache<String, Bucket> sales =
            Caffeine.newBuilder().maximumSize(MOST_SALES).build();

    private final Map<SourceClass, Bucket> classes = new EnumMap<>(SourceClass.class);

    @Inject
    Limits(LimitsConfig config, MeterRegistry metrics) {
        this(config, System::nanoTime, metrics);
    }

    Limits(LimitsConfig config, LongSupplier nanoTime, MeterRegistry metrics) {
        this.buyers = new BucketStore(config.buyer(), config.maxBuyers(), nanoTime);
        this.addresses = new BucketStore(config.address(), config.maxAddresses(), nanoTime);
        this.saleBuckets = new Buckets(config.sale(), nanoTime);
        for (SourceClass source : SourceClass.values()) {
            classes.put(source, new Buckets(rateOf(config.sourceClasses(), source), nanoTime).shared());
        }
        expose(metrics, "buyer", buyers);
        expose(metrics, "address", addresses);
        exposeEntries(metrics, "sale", sales::estimatedSize);
    }

    /** Takes a token of each kind for a click; null, or the first limit that it goes beyond. */
    public Overrun takeForClick(String buyerId, Origin origin, String saleId) {
        Overrun overrun = takeForPass(buyerId, origin);
        if (overrun != null) {
            return overrun;
        }
        long wait = origin.isUnlimited() ? 0 : Buckets.take(classes.get(origin.source()));
        if (wait > 0) {
            return Overrun.of(DropReason.CLASS_LIMIT, wait);
        }
        wait = Buckets.take(sales.get(saleId, first -> saleBuckets.shared()));
        return wait > 0 ? Overrun.of(DropReason.SALE_LIMIT, wait) : null;
    }

    /** Takes a token of the buyer and of the address, the same that clicks take; null, or the limit that it goes beyond. */
    public Overrun takeForPass(String buyerId, Origin origin) {
        long wait = buyers.take(hash.of(buyerId));
        if (wait > 0) {
            return Overrun.of(DropReason.BUYER_LIMIT, wait);
        }
        if (origin.isUnlimited()) {
            return null;
        }
        Address site = origin.address().site();
        wait = addresses.take(hash.of(site.high(), site.low()));
        return wait > 0 ? Overrun.of(DropReason.ADDRESS_LIMIT, wait) : null;
    }

    private static Rate rateOf(LimitsConfig.SourceClasses rates, SourceClass source) {
        return switch (source) {
            case DIRECT -> rates.direct();
            case TRUSTED_PROXY -> rates.trustedProxy();
            case FOREIGN_PROXY -> rates.foreignProxy();
            case DATACENTER -> rates.datacenter();
        };
    }

    private static void exposeEntries(MeterRegistry metrics, String kind, Supplier<Number> entries) {
        Gauge.builder("flashsale.edge.limit.entries", entries)
                .description("Keys that have a token bucket of their own")
                .tag("kind", kind)
                .register(metrics);
    }

    private static void expose(MeterRegistry metrics, String kind, BucketStore store) {
        exposeEntries(metrics, kind, store::entries);
        FunctionCounter.builder("flashsale.edge.limit.common.uses", store, BucketStore::commonUses)
                .description("Clicks whose key found no room and took from the common bucket")
                .tag("kind", kind)
                .register(metrics);
    }
}
