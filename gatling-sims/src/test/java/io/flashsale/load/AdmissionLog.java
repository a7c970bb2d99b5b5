package io.flashsale.load;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How the switch of the line was seen to stand, one entry for each version. Safe for many threads. */
final class AdmissionLog {
    private static final String RULE = "rule:edges-overloaded";
    private static final String AT_DEFAULT = "auto";

    private final List<Position> positions = new ArrayList<>();

    private record Position(String version, String value, String who, Instant at) {
        boolean isByRule() {
            return RULE.equals(who);
        }

        boolean isSet() {
            return !AT_DEFAULT.equals(value);
        }
    }

    synchronized void saw(String version, String value, String who, String at) {
        if (positions.isEmpty()
                || !positions.get(positions.size() - 1).version().equals(version)) {
            positions.add(new Position(version, value, who, Instant.parse(at)));
        }
    }

    /** When the rule first lowered the line. */
    synchronized Optional<Instant> enteredAt() {
        return positions.stream()
                .filter(position -> position.isByRule() && position.isSet())
                .map(Position::at)
                .findFirst();
    }

    /** When the rule put the line back, if that was the last that was seen. */
    synchronized Optional<Instant> leftAt() {
        return enteredAt()
                .map(entered -> positions.get(positions.size() - 1))
                .filter(last -> last.isByRule() && !last.isSet())
                .map(Position::at);
    }

    /** What the rule set the line to, in order. */
    synchronized List<String> values() {
        return positions.stream()
                .filter(Position::isByRule)
                .map(Position::value)
                .toList();
    }
}
