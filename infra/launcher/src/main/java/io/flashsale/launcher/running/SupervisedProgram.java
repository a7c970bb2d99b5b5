package io.flashsale.launcher.running;

import io.flashsale.servers.Child;
import io.flashsale.servers.Program;
import io.flashsale.servers.ProgramFailedException;
import io.flashsale.servers.ProgramRunner;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A program that is kept running: a thread of its own starts it, waits for its end and starts it again.
 *
 * <p>Only {@link #stop} ends that; a program that cannot start is tried for as long as that lasts, ever more rarely up
 * to {@link Backoff}'s bound.
 */
final class SupervisedProgram {
    private static final int FAILURES_AT_START = 3;
    private static final long PROBE_MILLIS = 25;

    private final Program program;
    private final ProgramRunner runner;
    private final ProgramListener listener;
    private final Backoff backoff = new Backoff();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final AtomicInteger failures = new AtomicInteger();
    private final Thread thread;
    private Child child;

    SupervisedProgram(Program program, ProgramRunner runner, ProgramListener listener) {
        this.program = program;
        this.runner = runner;
        this.listener = listener;
        this.thread = new Thread(this::keepRunning, "supervise-" + program.name());
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /**
     * Waits until the program answers its clients for the first time.
     *
     * @throws ProgramFailedException if it failed several times or does not answer within the limit
     */
    void awaitReady(Duration limit) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!(isAlive() && program.isReady())) {
            if (failures.get() >= FAILURES_AT_START) {
                throw new ProgramFailedException(program.name() + " does not start; see " + runner.log(program.name()));
            }
            if (System.nanoTime() > deadline) {
                throw new ProgramFailedException(program.name() + " did not answer within " + limit.toSeconds()
                        + " s; see " + runner.log(program.name()));
            }
            if (stopping.await(PROBE_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new InterruptedException("stopping");
            }
        }
    }

    /** Ends the program for good, gracefully at first and by force after the limit. */
    void stop(Duration limit) throws IOException, InterruptedException {
        stopping.countDown();
        Child running;
        synchronized (this) {
            running = child;
        }
        if (running != null) {
            running.stop(limit);
        }
        // Its last word to the listener is said when this returns.
        thread.join(limit.toMillis());
    }

    private synchronized boolean isAlive() {
        return child != null && child.isAlive();
    }

    private void keepRunning() {
        try {
            Duration pause = Duration.ZERO;
            while (!stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                long startedAt = System.nanoTime();
                runOnce();
                pause = backoff.after(Duration.ofNanos(System.nanoTime() - startedAt));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void runOnce() throws InterruptedException {
        try {
            Child started = launch();
            if (started == null) {
                return;
            }
            listener.started(program.name(), started.pid());
            int code = started.onExit().join();
            if (stopping.getCount() > 0) {
                failures.incrementAndGet();
                listener.failed(program.name(), "it ended with exit code " + code);
                started.forget();
            }
        } catch (IOException e) {
            failures.incrementAndGet();
            listener.failed(program.name(), e.getMessage());
        }
    }

    /** Under the lock, so that a stop at the same moment either prevents the start or finds the child. */
    private synchronized Child launch() throws IOException, InterruptedException {
        if (stopping.getCount() == 0) {
            return null;
        }
        child = runner.start(program);
        return child;
    }
}
