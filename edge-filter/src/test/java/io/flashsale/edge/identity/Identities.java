package io.flashsale.edge.identity;

import java.time.Clock;
import java.time.Duration;

/** Sessions and passes for tests of other packages. */
public final class Identities {

    private Identities() {}

    public static Sessions sessions(Clock clock) {
        return new Sessions(config("a secret of the tests"), clock);
    }

    public static Passes passes(Clock clock) {
        return new Passes(config("a secret of the tests"), clock);
    }

    public static Operators operators(Clock clock) {
        return new Operators(config("a secret of the operators' tests"), sessions(clock));
    }

    static IdentityConfig config(String secret) {
        return new IdentityConfig() {
            @Override
            public String signingSecret() {
                return secret;
            }

            @Override
            public String adminToken() {
                return "an admin token";
            }

            @Override
            public Duration sessionLifetime() {
                return Duration.ofHours(12);
            }

            @Override
            public Duration passLifetime() {
                return Duration.ofMinutes(10);
            }
        };
    }
}
