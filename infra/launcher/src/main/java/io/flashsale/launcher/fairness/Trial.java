package io.flashsale.launcher.fairness;

import io.flashsale.launcher.fairness.Finding.Check;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One judgement under way: the evidence, what was worked out from it, and what was found so far. */
final class Trial {

    private final Evidence evidence;
    private final LineHistory history;
    private final SwitchHistory switches;
    private final Ranks ranks;
    private final long feedDelayMillis;
    private final List<Finding> findings = new ArrayList<>();
    private final List<String> unchecked = new ArrayList<>();

    Trial(Evidence evidence, Duration feedDelay) {
        this.evidence = evidence;
        this.history = new LineHistory(evidence.sale().leastLine(), evidence.lines());
        this.switches = new SwitchHistory(evidence.sale().saleId(), evidence.switches());
        this.ranks = Digests.isHex(evidence.sale().key())
                ? new Ranks(evidence.sale().key(), evidence.sale().saleId())
                : null;
        this.feedDelayMillis = feedDelay.toMillis();
    }

    /** One of the rules. */
    interface Rule {
        void check(Trial trial);
    }

    Evidence evidence() {
        return evidence;
    }

    LineHistory history() {
        return history;
    }

    SwitchHistory switches() {
        return switches;
    }

    /** Null while the key is not known. */
    Ranks ranks() {
        return ranks;
    }

    /** How much later than it was raised a line may be used, and how far clocks may be apart. */
    long feedDelayMillis() {
        return feedDelayMillis;
    }

    void find(Check check, String what, Object... values) {
        findings.add(new Finding(check, what.formatted(values)));
    }

    void leaveUnchecked(String what) {
        unchecked.add(what);
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }

    List<String> unchecked() {
        return List.copyOf(unchecked);
    }
}
