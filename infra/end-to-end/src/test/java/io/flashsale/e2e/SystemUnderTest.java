package io.flashsale.e2e;

import static org.junit.jupiter.api.Assumptions.abort;

import java.util.Optional;

/**
 * The system that is tested: where it answers, and what else is known of it.
 *
 * <p>Everything but its URL and its administration token may be unknown; a test that asks for such a value is skipped
 * then.
 */
final class SystemUnderTest {

    private static SystemUnderTest shared;

    private final String url;
    private final Facts facts;
    private final Optional<RunEnv> runEnv;

    /** @param url without a slash at its end */
    SystemUnderTest(String url, Facts facts, Optional<RunEnv> runEnv) {
        this.url = url;
        this.facts = facts;
        this.runEnv = runEnv;
    }

    /** The one that all tests share: the given one, which is left running, or one started for this run. */
    static synchronized SystemUnderTest shared() {
        if (shared == null) {
            shared = GivenSystem.ofThisRun().find().orElseGet(() -> LocalLauncher.start(LocalLauncher.newState())
                    .system());
        }
        return shared;
    }

    String url() {
        return url;
    }

    String adminToken() {
        return facts.find("ADMIN_TOKEN").orElseThrow(() -> new AssertionError("No administration token for " + url));
    }

    /** A value by its name in {@code run.env}, as it is now. */
    Optional<String> find(String key) {
        return facts.find(key);
    }

    /** A value by its name in {@code run.env}; the calling test is skipped when it is unknown. */
    String demand(String key) {
        return facts.find(key)
                .orElseGet(
                        () -> abort(
                                "Skipped, for " + key + " of " + url
                                        + " is unknown: give it in the environment, or -Dflashsale.run-env=PATH of the system's run.env"));
    }

    /** The system's processes; the calling test is skipped when this machine does not run them. */
    Processes processes() {
        return containers()
                .<Processes>map(known -> known)
                .or(() -> runEnv.filter(file -> isEmbedded()).map(PidProcesses::new))
                .orElseGet(() -> abort("Skipped, for the processes of " + url + " are unknown: give"
                        + " -Dflashsale.run-env=PATH of a run.env with their pids or with COMPOSE_PROJECT"));
    }

    /** Its containers, when docker compose runs it on this machine. */
    Optional<Containers> containers() {
        return facts.find("COMPOSE_PROJECT").map(Containers::new);
    }

    /** Whether it is known to be a system of single processes with no balancer before them. */
    boolean isEmbedded() {
        return runEnv.flatMap(file -> file.find("EDGE_FILTER_PID")).isPresent();
    }
}
