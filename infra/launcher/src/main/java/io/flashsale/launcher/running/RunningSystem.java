package io.flashsale.launcher.running;

import io.flashsale.servers.Databases;
import io.flashsale.servers.HostPort;
import io.flashsale.servers.Program;
import io.flashsale.servers.RedisConnection;
import io.flashsale.servers.Topics;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/** A whole system that is starting or running: the servers first, the services on top of them. */
public final class RunningSystem implements Closeable {
    private static final Duration START_LIMIT = Duration.ofSeconds(180);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    private final Installation installation;
    private final Consumer<String> progress;
    private final RunRecord record;
    private final Supervisor supervisor;
    private volatile boolean stopping;

    /** @param progress hears one line for everything worth telling */
    public RunningSystem(Installation installation, Consumer<String> progress) throws IOException {
        this.installation = installation;
        this.progress = progress;
        this.record = new RunRecord(installation.state().runEnv(), installation.facts());
        this.supervisor =
                new Supervisor(installation.state().pids(), installation.state().logs(), new Listener(), STOP_LIMIT);
    }

    /** Starts Redis, Kafka and the database where they are ours, and creates topics, schemas and users. */
    public void startServers() throws IOException, InterruptedException {
        requireExistingRedis();
        awaitReady(supervisor.start(installation.servers()));
        CompletableFuture<Void> databases = async(() -> new Databases(
                        installation.mysql(), installation.mysqlAdminUser(), installation.mysqlAdminPassword())
                .provision(installation.accounts(), false));
        new Topics(installation.kafka()).provision(false);
        join(databases);
    }

    /** The other two existing servers are asked to create things, which tells as much. */
    private void requireExistingRedis() throws IOException {
        HostPort redis = installation.existing().redis();
        if (redis != null && !RedisConnection.answers(redis)) {
            throw new IOException("no Redis answers at " + redis);
        }
    }

    /** Starts the services and waits until each says that it is ready. */
    public void startServices() throws IOException, InterruptedException {
        List<Program> services = new Services(installation).all();
        int edge = services.size() - 1;
        List<SupervisedProgram> inner = supervisor.start(services.subList(0, edge));
        List<SupervisedProgram> outer = supervisor.start(services.subList(edge, services.size()));
        awaitReady(inner);
        awaitReady(outer);
    }

    /** The process of a program, such as {@code order-service}; empty between its end and its next start. */
    public Optional<ProcessHandle> process(String name) {
        return record.process(name);
    }

    private static void awaitReady(List<SupervisedProgram> programs) throws IOException, InterruptedException {
        for (SupervisedProgram program : programs) {
            program.awaitReady(START_LIMIT);
        }
    }

    @Override
    public void close() throws IOException {
        stopping = true;
        supervisor.close();
    }

    private final class Listener implements ProgramListener {
        @Override
        public void started(String name, long pid) {
            try {
                record.setPid(name, pid);
            } catch (IOException e) {
                progress.accept("run.env cannot be written: " + e.getMessage());
            }
        }

        @Override
        public void failed(String name, String reason) {
            if (!stopping) {
                progress.accept(name + ": " + reason + "; starting it again");
            }
        }
    }

    private interface Step {
        void run() throws IOException, InterruptedException;
    }

    private static CompletableFuture<Void> async(Step step) {
        return CompletableFuture.runAsync(() -> {
            try {
                step.run();
            } catch (IOException e) {
                throw new CompletionException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CompletionException(e);
            }
        });
    }

    private static void join(CompletableFuture<Void> future) throws IOException {
        try {
            future.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        }
    }
}
