package io.flashsale.edge.identity;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

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

    public static IdentityConfig config(String secret, String... previousSecrets) {
        return config("an admin token of the tests", secret, List.of(previousSecrets));
    }

    static IdentityConfig config(String adminToken, String secret, List<String> previousSecrets) {
        return new IdentityConfig() {
            @Override
            public String signingSecret() {
                return secret;
            }

            @Override
            public Optional<List<String>> previousSigningSecrets() {
                return previousSecrets.isEmpty() ? Optional.empty() : Optional.of(previousSecrets);
            }

            @Override
            public String adminToken() {
                return adminToken;
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
