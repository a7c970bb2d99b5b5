package io.flashsale.model.sale;

import io.flashsale.model.SaleTerms;
import io.flashsale.model.StockSlot;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.LongStream;

/**
 * A driver without shrinking, for the search of violations: random schedules of one sale, each followed to its rest.
 */
final class Schedule {

    static final SaleTerms TERMS = new SaleTerms(6, 2, 5, 0, 2_000);
    private static final int MOVES = 150;

    private final List<SaleMove> weighted;
    private final Set<Guard> guards;

    private Schedule(Predicate<SaleMove> moves, Set<Guard> guards) {
        this.guards = guards;
        weighted = Arrays.stream(SaleMove.values())
                .filter(moves)
                .flatMap(move -> Collections.nCopies(move.weight(), move).stream())
                .toList();
    }

    /** Schedules in which everything may fail. */
    static Schedule withLossOfRedis(Guard... forgotten) {
        return new Schedule(move -> true, without(EnumSet.allOf(Guard.class), forgotten));
    }

    /** Schedules in which Redis keeps its data; the sale has to come to rest without the ledger being watched. */
    static Schedule withoutLossOfRedis(Guard... forgotten) {
        Set<Guard> guards = without(EnumSet.allOf(Guard.class), forgotten);
        guards.remove(Guard.LEDGER_WATCHED);
        return new Schedule(move -> !move.losesRedis(), guards);
    }

    private static Set<Guard> without(Set<Guard> guards, Guard... forgotten) {
        guards.removeAll(Arrays.asList(forgotten));
        return guards;
    }

    /** What broke in the first of {@code tries} schedules that met a violation, on slots made anew. */
    Optional<String> firstViolation(int tries, StockSlot absent) {
        return LongStream.range(0, tries)
                .mapToObj(seed -> violation(seed, absent.copy()))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<String> violation(long seed, StockSlot slot) {
        SaleModel sale = new SaleModel(slot, TERMS, guards);
        Random random = new Random(seed);
        try {
            for (int i = 0; i < MOVES; i++) {
                SaleMove move = weighted.get(random.nextInt(weighted.size()));
                move.happen(sale, random.nextInt(1_000), random.nextInt(1_000));
                sale.verify();
            }
            sale.calm();
            return Optional.empty();
        } catch (IllegalStateException | IllegalArgumentException broken) {
            return Optional.of(seed + ": " + broken.getMessage());
        }
    }
}
