package io.flashsale.edge.selling;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.flashsale.edge.Sale;
import io.flashsale.edge.contending.ContenderBook;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;

/** Boards and memories for tests of other packages. */
public final class Boards {

    private Boards() {}

    public static SaleMemory remembering(Sale sale, Clock clock) {
        SaleBoard board = new SaleBoard(new ContenderBook(), new SimpleMeterRegistry(), clock);
        board.hear(sale);
        return board.find(sale.saleId());
    }

    /** A board that the test tells of sales. */
    public static SaleBoard empty(ContenderBook contenders, Clock clock) {
        return new SaleBoard(contenders, new SimpleMeterRegistry(), clock);
    }

    /** What reads the events of sales into a board. */
    public static SalesFeed feeding(SaleBoard board) {
        return new SalesFeed(
                board, JsonMapper.builder().addModule(new JavaTimeModule()).build(), new SimpleMeterRegistry());
    }

    /** Tells a memory of a further state. */
    public static void tell(SaleMemory memory, Sale sale, Clock clock) {
        memory.hear(sale, clock.millis());
    }
}
