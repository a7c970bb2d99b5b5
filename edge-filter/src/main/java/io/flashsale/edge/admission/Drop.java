package io.flashsale.edge.admission;

import io.flashsale.edge.DropReason;
import io.flashsale.edge.answering.Answers.Refusal;
import io.flashsale.problem.Problem;

/**
 * How a click is turned away: the reason that is counted and the answer that is sent.
 *
 * @param reason what the funnel counts
 * @param refusal what the buyer is told, encoded in advance where it is the same for everybody
 */
public record Drop(DropReason reason, Refusal refusal) {

    static Drop of(DropReason reason, Problem problem) {
        return new Drop(reason, Refusal.of(problem));
    }
}
