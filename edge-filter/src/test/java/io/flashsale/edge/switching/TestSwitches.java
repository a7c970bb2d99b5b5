package io.flashsale.edge.switching;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/** Switches for tests of other packages: a board that hears what the test says. */
public final class TestSwitches {

    private final SwitchBoard board = new SwitchBoard(new SimpleMeterRegistry());
    private long version;

    /** What the filters read. */
    public SwitchBoard board() {
        return board;
    }

    /** As in an edge that has just been started. */
    public void knownOnce(BooleanSupplier isRead) {
        board.knownOnce(isRead);
    }

    /** Flips a switch; null puts it back to its default. */
    public TestSwitches set(String name, String value) {
        board.hear(new SwitchEvent(name, value, ++version, false));
        return this;
    }

    /** Flips a switch as a rule does. */
    public TestSwitches setByRule(String name, String value) {
        board.hear(new SwitchEvent(name, value, ++version, true));
        return this;
    }

    /** A switch as inventory-service tells of it. */
    public static String event(String name, String value, long version) {
        return """
                {"id":"%s","type":"SwitchChanged","time":"%s","traceparent":null,"name":"%s","value":%s,"version":%d,
                 "who":"operator","why":"a test","automatic":false,"aFieldOfTomorrow":1}""".formatted(
                        UUID.randomUUID(), Instant.now(), name, value == null ? "null" : '"' + value + '"', version);
    }
}
