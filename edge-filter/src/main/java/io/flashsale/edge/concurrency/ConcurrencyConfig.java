package io.flashsale.edge.concurrency;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How much the services behind the edge are given to do at once. */
@ConfigMapping(prefix = "flashsale.concurrency")
public interface ConcurrencyConfig {

    /** The share of every limit that only privileged buyers may use, from 0 to below 1. */
    @WithDefault("0.1")
    double reservedShare();

    /** Clicks that wait for inventory-service or for its answer. */
    Clicks clicks();

    /** Buyers' calls that wait for the answer of order-service, and of payment-service; streams do not count. */
    Calls calls();

    /** The limit of clicks. */
    interface Clicks {
        /**
         * Answers that take no longer than this are no sign of overload, so the limit comes to throughput times this.
         * Longer than services that have just started take for an opening; with 60 ms, services that are warm answer 99 %
         * of a stampede within 100 ms, and cold ones turn away what they could have sold.
         */
        @WithDefault("1s")
        Duration calm();

        /** The limit never falls below this. */
        @WithDefault("16")
        int least();

        /** The limit of an edge that has not measured anything yet: what an opening may bring before it has. */
        @WithDefault("4096")
        int initial();

        /** The limit never rises above this. */
        @WithDefault("8192")
        int most();
    }

    /** The limit of the calls to one service. */
    interface Calls {
        /** As for clicks, and longer: nobody stampedes for an order, and a page that waits for one waits gladly. */
        @WithDefault("2s")
        Duration calm();

        /** As for clicks. */
        @WithDefault("16")
        int least();

        /** As for clicks. */
        @WithDefault("1024")
        int initial();

        /** As for clicks; half of it may be at work or wait for a connection, the bound until answers become slow. */
        @WithDefault("1024")
        int most();
    }
}
