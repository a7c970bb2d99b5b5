package io.flashsale.edge.selling;

import io.flashsale.edge.DropReason;
import io.flashsale.edge.Stage;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of the clicks on one sale at this edge; every figure follows from one look at the counters.
 *
 * @param clicks answered so far
 * @param dropped clicks turned away, by reason; reasons that never happened are left out
 * @param stages in the order in which clicks go through them
 */
public record Funnel(String saleId, long clicks, long accepted, Map<String, Long> dropped, List<Passed> stages) {

    /**
     * One stage.
     *
     * @param reached clicks that came so far
     * @param dropped those of them that went no further
     */
    public record Passed(String stage, long reached, long dropped) {}

    /** The figures now. */
    public static Funnel of(SaleMemory memory) {
        long accepted = memory.acceptedCount();
        long clicks = accepted;
        Map<String, Long> dropped = new LinkedHashMap<>();
        Map<Stage, Long> byStage = new EnumMap<>(Stage.class);
        for (DropReason reason : DropReason.values()) {
            long count = memory.droppedCount(reason);
            if (count > 0) {
                clicks += count;
                dropped.put(reason.label(), count);
                byStage.merge(reason.stage(), count, Long::sum);
            }
        }
        List<Passed> stages = new ArrayList<>();
        long reached = clicks;
        for (Stage stage : Stage.values()) {
            long ended = byStage.getOrDefault(stage, 0L);
            stages.add(new Passed(stage.label(), reached, ended));
            reached -= ended;
        }
        return new Funnel(memory.sale().saleId(), clicks, accepted, dropped, stages);
    }
}
