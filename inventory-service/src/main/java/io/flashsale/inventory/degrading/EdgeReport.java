package io.flashsale.inventory.degrading;

import io.flashsale.problem.Problem;
import io.flashsale.problem.Problem.FieldError;
import io.flashsale.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;

/**
 * What an edge tells of its load.
 *
 * @param millis how long the report covers
 * @param clicks clicks answered in that time
 * @param overloaded those of them that were turned away because the edge had too much to do
 * @param letIn clicks for which there was room, so that they were brought to inventory-service
 * @param underWay clicks that the edge has let pass and not answered
 */
record EdgeReport(long millis, long clicks, long overloaded, long letIn, long underWay) {

    /** Fewer that are turned away per second make no share worth acting on. */
    private static final double FEWEST_OVERLOADED_PER_SECOND = 10;

    /** The same; refuses with every field that cannot be. */
    EdgeReport validated() {
        List<FieldError> errors = new ArrayList<>();
        if (millis < 1) {
            errors.add(new FieldError("millis", "must be at least 1"));
        }
        if (clicks < 0) {
            errors.add(new FieldError("clicks", "must not be negative"));
        }
        if (overloaded < 0 || overloaded > clicks) {
            errors.add(new FieldError("overloaded", "must be from 0 to clicks"));
        }
        if (letIn < 0) {
            errors.add(new FieldError("letIn", "must not be negative"));
        }
        if (underWay < 0) {
            errors.add(new FieldError("underWay", "must not be negative"));
        }
        if (!errors.isEmpty()) {
            throw new ProblemException(Problem.invalidRequest(errors));
        }
        return this;
    }

    double overloadedPerSecond() {
        return overloaded * 1_000.0 / millis;
    }

    /** Of the clicks that asked for room, the share that found none. */
    double overloadedShare() {
        return overloadedPerSecond() < FEWEST_OVERLOADED_PER_SECOND ? 0 : (double) overloaded / (overloaded + letIn);
    }
}
