package io.flashsale.edge.selling;

import io.flashsale.edge.answering.Answers.Refusal;
import io.flashsale.problem.Problem;
import java.time.Instant;

/**
 * What clicks outside the window of one sale are told, encoded in advance: before the opening they are a stampede as well.
 *
 * @param opensAt which both name
 */
public record WindowRefusals(Instant opensAt, Refusal notOpenYet, Refusal closed) {

    static WindowRefusals of(Instant opensAt) {
        return new WindowRefusals(
                opensAt,
                Refusal.of(Problem.saleNotOpen(opensAt, "The sale has not opened yet.")),
                Refusal.of(Problem.saleNotOpen(opensAt, "The sale has closed.")));
    }
}
