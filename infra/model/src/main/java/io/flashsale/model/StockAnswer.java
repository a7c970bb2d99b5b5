package io.flashsale.model;

import java.util.List;

/** What a slot says to a command; equal answers of two slots mean that they behaved alike. */
public sealed interface StockAnswer {

    /** The command was refused before its first write. */
    record Refused(Refusal reason) implements StockAnswer {}

    /** One answer per click, in the same order. */
    record Answered(List<ClickAnswer> answers) implements StockAnswer {}

    /** One effect per settlement, in the same order. */
    record Settled(List<Settlement.Effect> effects) implements StockAnswer {}

    /** A command without an answer of its own was carried out, or was a repetition that changes nothing. */
    record Done() implements StockAnswer {}
}
