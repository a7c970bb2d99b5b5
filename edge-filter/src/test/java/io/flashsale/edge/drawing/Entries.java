package io.flashsale.edge.drawing;

import io.flashsale.lottery.LineHash;

/** Entries of one sale's published line, as inventory-service writes them. */
final class Entries {

    private static final String TIME = "2026-01-15T10:00:00.300Z";

    private final String saleId;
    private long sequence;
    private String previous = LineHash.NONE;

    Entries(String saleId) {
        this.saleId = saleId;
    }

    /** The next entry. */
    String next(String line) {
        sequence++;
        String hash = LineHash.of(previous, saleId, sequence, line, TIME);
        String event = """
                {"id":"x","type":"LineRaised","time":"%s","traceparent":"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                 "saleId":"%s","sequence":%d,"line":%s,"previous":"%s","hash":"%s","available":1,"demand":1.0,
                 "unconfirmed":0,"drainPerSecond":0.0,"aFieldOfTomorrow":{}}""".formatted(TIME, saleId, sequence, line, previous, hash);
        previous = hash;
        return event;
    }
}
