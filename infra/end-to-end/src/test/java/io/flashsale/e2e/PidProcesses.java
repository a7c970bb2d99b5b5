package io.flashsale.e2e;

import java.time.Duration;
import java.util.Locale;
import org.awaitility.Awaitility;

/** Processes of this machine by the pids of a {@code run.env}; their supervisor starts them again. */
record PidProcesses(RunEnv runEnv) implements Processes {

    private static final Duration LONGEST_RESTART = Duration.ofSeconds(60);

    @Override
    public void signal(String service, String signal) {
        Command.run("kill", "-" + signal, runEnv.require(pidKey(service)));
    }

    @Override
    public void kill(String service) {
        String pid = runEnv.require(pidKey(service));
        signal(service, "KILL");
        Awaitility.await(service + " starts again").atMost(LONGEST_RESTART).until(() -> !runEnv.require(pidKey(service))
                .equals(pid));
    }

    /** Where {@code run.env} has the service's process id. */
    static String pidKey(String service) {
        return service.toUpperCase(Locale.ROOT).replace('-', '_') + "_PID";
    }
}
