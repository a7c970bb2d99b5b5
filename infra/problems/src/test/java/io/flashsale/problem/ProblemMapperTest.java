package io.flashsale.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.VertxException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProblemMapperTest {

    static List<Throwable> troubles() {
        return List.of(
                new SQLException("gone"),
                new TimeoutException(),
                new IOException("reset"),
                new VertxException("Connection was closed", true));
    }

    @ParameterizedTest
    @MethodSource("troubles")
    void whatADependencyDidIsNoFaultOfOurs(Throwable trouble) {
        assertThat(ProblemMapper.isDependencyTrouble(trouble)).isTrue();
        assertThat(ProblemMapper.isDependencyTrouble(new IllegalStateException(trouble)))
                .isTrue();
    }

    @Test
    void whyACommitFailedIsToldAsSuppressed() {
        IllegalStateException rollback = new IllegalStateException("could not commit");
        rollback.addSuppressed(new IllegalStateException(new SQLException("link failure")));
        // Causes may lead back to where they came from.
        rollback.addSuppressed(new IllegalStateException(rollback));

        assertThat(ProblemMapper.isDependencyTrouble(new IllegalStateException(rollback)))
                .isTrue();
    }

    @Test
    void aFaultOfOursStaysOne() {
        assertThat(ProblemMapper.isDependencyTrouble(new IllegalStateException("bug")))
                .isFalse();
    }
}
