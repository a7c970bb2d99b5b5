package io.flashsale.edge.drawing;

import io.flashsale.edge.switching.TestSwitches;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Optional;

/** Lotteries for tests, also of other packages. */
public final class Lotteries {

    private Lotteries() {}

    /** A lottery that hears of no line and tells nobody of anything. */
    public static Lottery alone() {
        return hearing(new Lines(saleId -> true));
    }

    /** A lottery that hears of no line, and of switches. */
    public static Lottery switchedBy(TestSwitches switches) {
        return hearing(new Lines(saleId -> true), switches);
    }

    static Lottery hearing(Lines lines) {
        return hearing(lines, new TestSwitches());
    }

    static Lottery hearing(Lines lines, TestSwitches switches) {
        LotteryConfig config = config(16);
        return new Lottery(lines, new Decisions(config, new SimpleMeterRegistry()), switches.board(), config);
    }

    static LotteryConfig config(int maxWaitingDecisions) {
        return new LotteryConfig() {
            @Override
            public Duration startPatience() {
                return Duration.ofSeconds(20);
            }

            @Override
            public Optional<String> edgeName() {
                return Optional.of("edge-1");
            }

            @Override
            public Duration reportPause() {
                return Duration.ofMillis(100);
            }

            @Override
            public Duration repeatDemandAfter() {
                return Duration.ofSeconds(5);
            }

            @Override
            public Duration reportTimeout() {
                return Duration.ofSeconds(2);
            }

            @Override
            public int maxWaitingDecisions() {
                return maxWaitingDecisions;
            }
        };
    }
}
