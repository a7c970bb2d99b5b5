package io.flashsale.edge.challenging;

import io.flashsale.edge.identity.Identities;
import io.flashsale.edge.rig.Settings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.Map;

/** Challenges for tests of other packages. */
public final class Challenging {

    private Challenging() {}

    public static Challenges challenges(Clock clock) {
        return challenges(clock, Map.of());
    }

    static Challenges challenges(Clock clock, Map<String, String> settings) {
        return new Challenges(
                Identities.config("a secret of the tests"),
                Settings.of(ChallengeConfig.class, "flashsale.challenge", settings),
                clock,
                new SimpleMeterRegistry());
    }
}
