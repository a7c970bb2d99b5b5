package io.flashsale.chaos.buying;

import io.flashsale.chaos.history.Call;

/** One of the crowd: who it is, and what it believes. Touched by the crowd's thread only. */
final class Buyer {

    final String name;
    /** Null until signed in. */
    String token;
    /** The name until signed in. */
    String userId;
    /** Null until fetched, and again when it was refused. */
    String pass;
    /** The order that it believes to be live, or null. */
    String liveOrder;
    /** Whether it is signing in or fetching its pass. */
    boolean arriving;
    /** Whether it has ever pressed Buy and the click may have been heard. */
    boolean clicked;
    /** The end of the latest Buy of which it does not know what became, or null. */
    private Long unknownSince;

    Buyer(String name) {
        this.name = name;
        this.userId = name;
    }

    /** Notes the end of a Buy. A decided one that began later says what became of all unknown ones before it. */
    void noteBuy(Call buy) {
        switch (buy.outcome()) {
            case UNKNOWN -> {
                clicked = true;
                unknownSince = unknownSince == null ? buy.endNanos() : Math.max(unknownSince, buy.endNanos());
            }
            case OK -> {
                clicked = true;
                decide(buy.startNanos());
            }
            // A refusal on the way, for a sale that is being rebuilt say, tells nothing of an earlier click.
            case REFUSED, NOT_SENT, UNEXPECTED -> {}
        }
    }

    /** Nothing that began before this time is unknown any more. */
    void decide(long startNanos) {
        if (unknownSince != null && startNanos > unknownSince) {
            unknownSince = null;
        }
    }

    boolean hasUnknownBuy() {
        return unknownSince != null;
    }
}
