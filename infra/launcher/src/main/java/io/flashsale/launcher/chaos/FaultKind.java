package io.flashsale.launcher.chaos;

/** What can be done to a program. */
public enum FaultKind {
    /** Ended as by {@code kill -9}; the supervisor starts it again. */
    KILL("kill -9"),
    /** Asked to end, and started again. */
    RESTART("restart"),
    /** Stopped in the middle of its work, and let go on. */
    FREEZE("freeze"),
    /** Its connections are reset and new ones refused. */
    CUT("cut"),
    /** Its connections stay, and nothing gets through. */
    SILENCE("silence"),
    /** All that it is told and tells arrives later. */
    SLOW("slow"),
    /** What it is told arrives, and its answer does not. */
    LOSE_ANSWERS("lose answers"),
    /** All of Redis's data is removed, with its unsent entries counted at the same moment. */
    WIPE("wipe");

    private final String words;

    FaultKind(String words) {
        this.words = words;
    }

    /** Whether it is done to connections, not to processes. */
    boolean isOfNetwork() {
        return this == CUT || this == SILENCE || this == SLOW || this == LOSE_ANSWERS;
    }

    /** Whether it goes on for a time. */
    boolean lasts() {
        return isOfNetwork() || this == FREEZE;
    }

    @Override
    public String toString() {
        return words;
    }
}
