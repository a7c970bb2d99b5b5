package io.flashsale.launcher.chaos;

import io.flashsale.launcher.proxying.Fault;
import io.flashsale.launcher.proxying.Proxies;
import io.flashsale.launcher.running.RunningSystem;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Does faults to the processes and connections of a running system, and undoes them. */
final class Saboteur implements Closeable {
    private static final Duration GRACE = Duration.ofSeconds(40);

    private final RunningSystem system;
    private final Proxies proxies;
    private final Set<Long> frozen = ConcurrentHashMap.newKeySet();

    Saboteur(RunningSystem system, Proxies proxies) {
        this.system = system;
        this.proxies = proxies;
    }

    /** Begins a fault; one that does not last is over when this returns. The wipe is not among them. */
    void begin(PlannedFault fault) throws IOException, InterruptedException {
        if (fault.kind().isOfNetwork()) {
            proxies.set(Set.copyOf(fault.routes())::contains, network(fault));
            return;
        }
        ProcessHandle process = process(fault.target());
        switch (fault.kind()) {
            case KILL -> process.destroyForcibly();
            case RESTART -> process.destroy();
            case FREEZE -> {
                frozen.add(process.pid());
                signal("STOP", process.pid());
            }
            default -> throw new IllegalArgumentException("not a fault of a process: " + fault);
        }
        if (!fault.kind().lasts()) {
            awaitEnd(process, fault);
        }
    }

    private static Fault network(PlannedFault fault) {
        return switch (fault.kind()) {
            case CUT -> new Fault.Cut();
            case SILENCE -> Fault.Drop.bothWays();
            case SLOW -> new Fault.Delay(fault.delay(), fault.delay().dividedBy(2));
            case LOSE_ANSWERS -> new Fault.ResetAfterWrite();
            default -> throw new IllegalArgumentException("not a fault of the network: " + fault);
        };
    }

    /** Undoes whatever still lasts. */
    void heal() throws IOException, InterruptedException {
        proxies.heal();
        for (Long pid : frozen) {
            signal("CONT", pid);
            frozen.remove(pid);
        }
    }

    private ProcessHandle process(String name) throws IOException {
        Optional<ProcessHandle> process = system.process(name);
        return process.orElseThrow(() -> new IOException(name + " does not run, before anything was done to it"));
    }

    private static void awaitEnd(ProcessHandle process, PlannedFault fault) throws IOException, InterruptedException {
        try {
            process.onExit().get(GRACE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            process.destroyForcibly();
            throw new IOException(fault.target() + " did not end within " + GRACE.toSeconds() + " s of " + fault, e);
        } catch (ExecutionException e) {
            throw new IOException("waiting for the end of " + fault.target() + " failed", e);
        }
    }

    private static void signal(String signal, long pid) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + signal, Long.toString(pid))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    /** Nothing that was frozen stays so: it could not even be ended. */
    @Override
    public void close() throws IOException {
        try {
            heal();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
