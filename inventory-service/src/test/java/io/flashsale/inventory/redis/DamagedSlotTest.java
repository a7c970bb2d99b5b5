package io.flashsale.inventory.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A slot that is not what it should be is refused before the first write. */
class DamagedSlotTest {

    private RedisSlot slot;

    @BeforeEach
    void sellOne() {
        slot = RedisSlot.absent().open(1, 10, 2, 10);
        assertThat(reserve("early", 1).get(0)).isEqualTo(0L);
    }

    @AfterEach
    void clear() {
        slot.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SALE", "HOLDS", "BUYERS", "UNCONFIRMED", "OUTBOX"})
    void aKeyOfTheWrongTypeIsRefusedBeforeAnyWrite(SlotKey key) {
        slot.redis().del(slot.key(key));
        slot.redis().set(slot.key(key), "not what it was");

        refusesWithoutWriting(SlotStatus.DAMAGED);
    }

    @ParameterizedTest
    @CsvSource({"SALE,UNKNOWN_SALE", "HOLDS,DAMAGED", "BUYERS,DAMAGED", "UNCONFIRMED,DAMAGED", "OUTBOX,DAMAGED"})
    void aMissingKeyIsRefusedBeforeAnyWrite(SlotKey key, SlotStatus expected) {
        slot.redis().del(slot.key(key));

        refusesWithoutWriting(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "epoch",
                "total",
                "available",
                "held",
                "holdCount",
                "unconfirmedUnits",
                "unconfirmedCount",
                "maxUnconfirmedUnits",
                "paidUnits",
                "perUserLimit",
                "sequence",
                "version",
                "opensAt",
                "closesAt"
            })
    void aFigureThatIsNoNumberIsRefusedBeforeAnyWrite(String field) {
        slot.redis().hset(slot.key(SlotKey.SALE), field, "many");

        refusesWithoutWriting(SlotStatus.DAMAGED);
    }

    @Test
    void figuresThatDoNotAddUpAreRefusedBeforeAnyWrite() {
        slot.redis().hincrBy(slot.key(SlotKey.SALE), "available", 1);

        refusesWithoutWriting(SlotStatus.DAMAGED);
    }

    @Test
    void anotherEpochIsRefusedBeforeAnyWrite() {
        Map<String, String> before = slot.dump();

        for (int epoch : new int[] {0, 2}) {
            List<Object> reply =
                    slot.runForList(Script.RESERVE_STOCK, RedisSlot.batch(epoch, List.of(Map.entry("late", 1))));
            assertThat(SlotStatus.ofCode(((Long) reply.get(0)).intValue())).isEqualTo(SlotStatus.WRONG_EPOCH);
            assertThat(slot.runForList(
                                    Script.SETTLE_HOLDS, List.of(Integer.toString(epoch), slot.saleId() + "-1-1", "R"))
                            .get(0))
                    .isEqualTo(2L);
        }
        assertThat(slot.dump()).isEqualTo(before);
    }

    private void refusesWithoutWriting(SlotStatus expected) {
        Map<String, String> before = slot.dump();

        List<Object> reserved = reserve("late", 1);
        List<Object> settled = slot.runForList(Script.SETTLE_HOLDS, List.of("1", slot.saleId() + "-1-999", "R"));

        assertThat(SlotStatus.ofCode(((Long) reserved.get(0)).intValue())).isEqualTo(expected);
        assertThat(slot.dump()).isEqualTo(before);
        assertThat(settled).isNotNull();
    }

    private List<Object> reserve(String buyer, int quantity) {
        return slot.runForList(Script.RESERVE_STOCK, RedisSlot.batch(1, List.of(Map.entry(buyer, quantity))));
    }
}
