package io.flashsale.inventory.admitting;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.inventory.Sale;
import io.flashsale.inventory.SaleState;
import io.flashsale.inventory.admitting.Looks.Look;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class LooksTest {

    private static final SlotStock STOCK = new SlotStock(10, 10, 0, 0, 0, 0, 50);
    private static final Duration LONG = Duration.ofMinutes(1);

    private static Sale sale(String id) {
        Instant now = Instant.parse("2026-01-15T10:00:00Z");
        return new Sale(
                id,
                "t",
                100,
                "EUR",
                10,
                now,
                now.plusSeconds(60),
                1,
                60,
                "lottery",
                SaleState.OPEN,
                1,
                now,
                null,
                "00");
    }

    private static Look seen(Sale sale) {
        return new Look(sale, Optional.of(STOCK), 0);
    }

    private static List<String> at(Function<Sale, Uni<Look>> looking, Duration longestLook, String... ids) {
        return new Looks(looking, longestLook)
                .at(List.of(ids).stream().map(LooksTest::sale).toList()).stream()
                        .map(look -> look.sale().id())
                        .toList();
    }

    @Test
    void waitsForNoLookBeforeTheNext() {
        List<Runnable> answers = new ArrayList<>();
        Function<Sale, Uni<Look>> together = sale -> Uni.createFrom().emitter(emitter -> {
            answers.add(() -> answer(emitter, sale));
            if (answers.size() == 3) {
                answers.forEach(Runnable::run);
            }
        });

        assertThat(at(together, LONG, "a", "b", "c")).containsExactly("a", "b", "c");
    }

    private static void answer(UniEmitter<? super Look> emitter, Sale sale) {
        emitter.complete(seen(sale));
    }

    @Test
    void leavesOutWhatCannotBeSeen() {
        Function<Sale, Uni<Look>> looking = sale -> switch (sale.id()) {
            case "fails" -> Uni.createFrom().failure(new IllegalStateException("no Redis"));
            case "throws" -> throw new IllegalStateException("no connection");
            case "not-selling" -> Uni.createFrom().item(new Look(sale, Optional.empty(), 0));
            default -> Uni.createFrom().item(seen(sale));
        };

        assertThat(at(looking, LONG, "fails", "a", "throws", "not-selling", "b"))
                .containsExactly("a", "b");
    }

    @Test
    void aLookThatNeverEndsHoldsUpTheOthersForABoundedTime() {
        Function<Sale, Uni<Look>> looking = sale -> sale.id().equals("stuck")
                ? Uni.createFrom().nothing()
                : Uni.createFrom().item(seen(sale));

        assertThat(at(looking, Duration.ofMillis(20), "stuck", "a")).containsExactly("a");
    }

    @Test
    void looksAtNothingWhenThereIsNothingToLookAt() {
        assertThat(at(sale -> Uni.createFrom().nothing(), LONG)).isEmpty();
    }
}
