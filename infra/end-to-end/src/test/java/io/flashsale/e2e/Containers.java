package io.flashsale.e2e;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * The containers of a docker compose project, found by the labels that compose gives them. The second instance of a
 * service, where there is one, is called as the service with {@code -2} at the end.
 */
record Containers(String project) implements Processes {

    private static final Duration LONGEST_START = Duration.ofSeconds(180);
    private static final Duration GRACE = Duration.ofSeconds(30);

    @Override
    public void signal(String service, String signal) {
        docker(List.of("kill", "--signal", signal), instances(service));
    }

    /** What was killed by hand docker does not start again, so this does. */
    @Override
    public void kill(String service) {
        signal(service, "KILL");
        start(instancesOf(service));
    }

    /** Ends containers gracefully and returns when they have ended. */
    void stop(List<String> names) {
        docker(List.of("stop", "-t", Long.toString(GRACE.toSeconds())), containers(names));
    }

    /** Starts containers that were stopped and returns when they are healthy. */
    void start(List<String> names) {
        List<String> containers = containers(names);
        docker(List.of("start"), containers);
        Awaitility.await(names + " are healthy")
                .atMost(LONGEST_START)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> containers.stream().allMatch(Containers::isHealthy));
    }

    /** The names of a service's instances, running or not. */
    List<String> instancesOf(String service) {
        return Stream.of(service, service + "-2")
                .filter(name -> !find(name, "").isEmpty())
                .toList();
    }

    boolean isRunning(String name) {
        return !find(name, "running").isEmpty();
    }

    private List<String> instances(String service) {
        return containers(instancesOf(service));
    }

    private List<String> containers(List<String> names) {
        List<String> found = new ArrayList<>();
        for (String name : names) {
            List<String> ids = find(name, "");
            if (ids.isEmpty()) {
                throw new AssertionError("The compose project " + project + " has no container of " + name);
            }
            found.addAll(ids);
        }
        return found;
    }

    /** @param status empty for any */
    private List<String> find(String name, String status) {
        List<String> command = new ArrayList<>(List.of("docker", "ps", "--all", "--quiet", "--no-trunc"));
        command.addAll(List.of("--filter", "label=com.docker.compose.project=" + project));
        command.addAll(List.of("--filter", "label=com.docker.compose.service=" + name));
        if (!status.isEmpty()) {
            command.addAll(List.of("--filter", "status=" + status));
        }
        return Command.run(command.toArray(String[]::new)).lines().toList();
    }

    private static boolean isHealthy(String container) {
        String health = "{{if .State.Health}}{{.State.Health.Status}}{{else}}{{.State.Status}}{{end}}";
        return List.of("healthy", "running").contains(Command.run("docker", "inspect", "--format", health, container));
    }

    private static void docker(List<String> verb, List<String> containers) {
        Command.run(Stream.of(List.of("docker"), verb, containers)
                .flatMap(List::stream)
                .toArray(String[]::new));
    }
}
