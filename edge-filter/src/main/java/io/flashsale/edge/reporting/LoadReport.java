package io.flashsale.edge.reporting;

/**
 * What happened at this edge since the last report that was received.
 *
 * @param millis how long that is
 * @param clicks clicks answered, whatever became of them
 * @param overloaded those of them that the edge turned away because it had too much to do
 * @param letIn clicks for which there was room, so that they were brought to inventory-service
 * @param underWay clicks that wait for inventory-service now
 */
record LoadReport(long millis, long clicks, long overloaded, long letIn, long underWay) {

    /** Whether there is nothing worth telling for long; whoever hears nothing for a while takes the edge for calm. */
    boolean tellsNothing() {
        return clicks == 0 && underWay == 0;
    }
}
