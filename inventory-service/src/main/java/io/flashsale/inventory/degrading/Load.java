package io.flashsale.inventory.degrading;

/** How much the system has to do. */
interface Load {

    /** The present value; NaN when it cannot be said. */
    double of(LoadMetric metric);
}
