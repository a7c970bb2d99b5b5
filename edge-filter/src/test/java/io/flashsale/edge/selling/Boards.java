package io.flashsale.edge.selling;

import io.flashsale.edge.Sale;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;

/** Boards and memories for tests of other packages. */
public final class Boards {

    private Boards() {}

    public static SaleMemory remembering(Sale sale, Clock clock) {
        SaleBoard board = new SaleBoard(new SimpleMeterRegistry(), clock);
        board.hear(sale);
        return board.find(sale.saleId());
    }

    /** Tells a memory of a further state. */
    public static void tell(SaleMemory memory, Sale sale, Clock clock) {
        memory.hear(sale, clock.millis());
    }
}
