package io.flashsale.chaos.checking;

import java.util.List;

/**
 * What the checker says of a history.
 *
 * @param violations each on one line, with the calls that it rests on; empty when every promise was kept
 * @param summary lines for people: how much was looked at, and what was found
 */
public record Verdict(List<String> violations, List<String> summary) {

    public Verdict {
        violations = List.copyOf(violations);
        summary = List.copyOf(summary);
    }

    public boolean isClean() {
        return violations.isEmpty();
    }
}
