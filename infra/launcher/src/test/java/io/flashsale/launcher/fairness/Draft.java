package io.flashsale.launcher.fairness;

import java.util.List;
import java.util.function.Consumer;

/** Evidence of which a test changes what it likes. */
final class Draft {

    Evidence.Sale sale;
    List<Evidence.Told> told;
    boolean toldFromTheBeginning;
    List<Evidence.LineEntry> lines;
    List<Evidence.Decision> decisions;
    List<Evidence.Winner> winners;
    List<Evidence.SwitchChange> switches;
    Evidence.Publication published;

    private Draft(Evidence evidence) {
        sale = evidence.sale();
        told = evidence.told();
        toldFromTheBeginning = evidence.toldFromTheBeginning();
        lines = evidence.lines();
        decisions = evidence.decisions();
        winners = evidence.winners();
        switches = evidence.switches();
        published = evidence.published();
    }

    /** The same evidence with a change. */
    static Evidence of(Evidence evidence, Consumer<Draft> change) {
        Draft draft = new Draft(evidence);
        change.accept(draft);
        return new Evidence(
                draft.sale,
                draft.told,
                draft.toldFromTheBeginning,
                draft.lines,
                draft.decisions,
                draft.winners,
                draft.switches,
                draft.published);
    }

    /** Puts a sale of this mode in the place of the sale's. */
    void mode(String mode) {
        sale = new Evidence.Sale(sale.saleId(), mode, sale.opensAt(), sale.closesAt(), sale.closed(), sale.key());
        published = new Evidence.Publication(
                mode, published.commitment(), published.key(), published.line(), published.lines());
    }
}
