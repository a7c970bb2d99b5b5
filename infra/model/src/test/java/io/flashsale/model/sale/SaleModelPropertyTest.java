package io.flashsale.model.sale;

import io.flashsale.model.StockSlot;
import java.util.EnumSet;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.state.Action;
import net.jqwik.api.state.ActionChain;
import net.jqwik.api.state.ActionChainArbitrary;
import net.jqwik.api.state.Transformer;

class SaleModelPropertyTest {

    @Property(tries = 3000)
    void keepsItsWordThroughAnyFailure(@ForAll("anything") ActionChain<SaleModel> chain) {
        followToRest(chain);
    }

    @Property(tries = 3000)
    void needsNoLedgerWatchWhenRedisKeepsItsData(@ForAll("anythingButLossOfRedis") ActionChain<SaleModel> chain) {
        followToRest(chain);
    }

    private static void followToRest(ActionChain<SaleModel> chain) {
        chain.withInvariant(SaleModel::verify).run().calm();
    }

    @Provide
    Arbitrary<ActionChain<SaleModel>> anything() {
        return chain(EnumSet.allOf(Guard.class), true);
    }

    @Provide
    Arbitrary<ActionChain<SaleModel>> anythingButLossOfRedis() {
        return chain(EnumSet.complementOf(EnumSet.of(Guard.LEDGER_WATCHED)), false);
    }

    private static Arbitrary<ActionChain<SaleModel>> chain(Set<Guard> guards, boolean mayLoseRedis) {
        ActionChainArbitrary<SaleModel> chain =
                ActionChain.startWith(() -> new SaleModel(new StockSlot("sale"), Schedule.TERMS, guards));
        for (SaleMove move : SaleMove.values()) {
            if (mayLoseRedis || !move.losesRedis()) {
                chain = chain.withAction(move.weight(), new Happening(move));
            }
        }
        return chain.withMaxTransformations(150);
    }

    private record Happening(SaleMove move) implements Action.Independent<SaleModel> {

        @Override
        public Arbitrary<Transformer<SaleModel>> transformer() {
            Arbitrary<Integer> choice = Arbitraries.integers().between(0, 999).withoutEdgeCases();
            return Combinators.combine(choice, choice)
                    .as((who, how) ->
                            Transformer.mutate(move + " " + who + " " + how, sale -> move.happen(sale, who, how)));
        }
    }
}
