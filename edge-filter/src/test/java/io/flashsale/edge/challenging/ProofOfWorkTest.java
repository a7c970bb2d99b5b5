package io.flashsale.edge.challenging;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProofOfWorkTest {

    @Test
    void isANumberThatMakesTheHashBeginWithEnoughZeroBits() {
        int easy = Solver.solve("token", 4);
        int hard = Solver.solve("token", 12);
        assertThat(ProofOfWork.isSolution("token", Integer.toString(easy), 4)).isTrue();
        assertThat(ProofOfWork.isSolution("token", Integer.toString(hard), 12)).isTrue();
        assertThat(ProofOfWork.isSolution("token", Integer.toString(hard), 40)).isFalse();
        assertThat(ProofOfWork.isSolution("another token", Integer.toString(hard), 12))
                .isFalse();
    }

    @Test
    void everyBitCounts() {
        for (int number = 0; number < 3_000; number++) {
            int zeros = Solver.leadingZeros("token", number);
            assertThat(ProofOfWork.isSolution("token", Integer.toString(number), zeros))
                    .isTrue();
            assertThat(ProofOfWork.isSolution("token", Integer.toString(number), zeros + 1))
                    .isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "+1", "1.0", "0x1", " 1", "12345678901234567", "\u0661"})
    void whatIsNoNumberSolvesNothing(String number) {
        assertThat(ProofOfWork.isSolution("token", number, 0)).isFalse();
    }
}
