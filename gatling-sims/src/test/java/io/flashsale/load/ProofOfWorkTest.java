package io.flashsale.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProofOfWorkTest {
    private static final String TOKEN = "c1.sale1.alice.12.1767225600.0123456789abcdef01234567.g.signature";

    @Test
    void findsANumberWhoseHashBeginsWithTheZeros() throws Exception {
        ProofOfWork.Solution solution = ProofOfWork.solve(TOKEN, 12);

        byte[] hash = MessageDigest.getInstance("SHA-256")
                .digest((TOKEN + ":" + solution.number()).getBytes(StandardCharsets.US_ASCII));
        assertThat(hash[0]).isZero();
        assertThat(hash[1] & 0xf0).isZero();
        assertThat(solution.hashes()).isEqualTo(Long.parseLong(solution.number()) + 1);
    }

    @Test
    void noSmallerNumberWouldDo() throws Exception {
        long found = Long.parseLong(ProofOfWork.solve(TOKEN, 10).number());

        for (long smaller = 0; smaller < found; smaller++) {
            assertThat(ProofOfWork.zeros(TOKEN, Long.toString(smaller))).isLessThan(10);
        }
        assertThat(ProofOfWork.zeros(TOKEN, Long.toString(found))).isGreaterThanOrEqualTo(10);
    }

    @Test
    void aBrowserTakesItsTime() {
        assertThat(new ProofOfWork.Solution("1", 32_768).inABrowser()).isEqualTo(Duration.ofMillis(81));
        assertThat(new ProofOfWork.Solution("1", 1 << 20).inABrowser()).isGreaterThan(Duration.ofSeconds(2));
    }

    @Test
    void endsWhenNobodyWaitsAnyMore() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> ProofOfWork.solve(TOKEN, 64)).isInstanceOf(InterruptedException.class);
    }
}
