package io.flashsale.launcher.running;

import io.flashsale.servers.OrphanGuard;
import io.flashsale.servers.Program;
import io.flashsale.servers.ProgramRunner;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Runs groups of programs: a group starts together, groups stop in the reverse of their order. */
final class Supervisor implements Closeable {
    private final ProgramRunner runner;
    private final OrphanGuard guard;
    private final ProgramListener listener;
    private final Duration stopLimit;
    private final Deque<List<SupervisedProgram>> groups = new ArrayDeque<>();
    private boolean closed;

    /** @param stopLimit for the graceful end of each program */
    Supervisor(Path pids, Path logs, ProgramListener listener, Duration stopLimit) throws IOException {
        this.guard = OrphanGuard.start();
        this.runner = new ProgramRunner(pids, logs, guard);
        this.listener = listener;
        this.stopLimit = stopLimit;
    }

    /** Starts the programs at the same time; each is kept running from now on. */
    synchronized List<SupervisedProgram> start(List<Program> programs) {
        if (closed) {
            return List.of();
        }
        List<SupervisedProgram> group = programs.stream()
                .map(program -> new SupervisedProgram(program, runner, listener))
                .toList();
        group.forEach(SupervisedProgram::start);
        groups.push(group);
        return group;
    }

    /** Stops everything, the last group first. A second call does nothing. */
    @Override
    public synchronized void close() throws IOException {
        closed = true;
        while (!groups.isEmpty()) {
            stop(groups.pop());
        }
        guard.close();
    }

    private void stop(List<SupervisedProgram> group) {
        List<Thread> stops = new ArrayList<>();
        for (SupervisedProgram program : group) {
            Thread stop = new Thread(() -> stop(program), "stop");
            stop.start();
            stops.add(stop);
        }
        for (Thread stop : stops) {
            boolean interrupted = false;
            while (stop.isAlive()) {
                try {
                    stop.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void stop(SupervisedProgram program) {
        try {
            program.stop(stopLimit);
        } catch (IOException e) {
            listener.failed(program.toString(), e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
