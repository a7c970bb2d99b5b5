package io.flashsale.launcher.commands;

import io.flashsale.launcher.building.Build;
import io.flashsale.launcher.running.Installation;
import io.flashsale.launcher.running.RunningSystem;
import io.flashsale.launcher.selling.EdgeClient;
import io.flashsale.launcher.selling.SelfCheck;
import io.flashsale.launcher.state.StateDirectory;
import io.flashsale.launcher.state.SupervisorLock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/** A state directory that this command alone runs a system from, and the way from there to a purchase that works. */
final class Claim {
    private static final Duration PURCHASE_LIMIT = Duration.ofSeconds(120);

    private final StateDirectory directory;
    private final Progress progress;

    Claim(StateDirectory directory, Progress progress) {
        this.directory = directory;
        this.progress = progress;
    }

    /** Takes it and ends what an earlier run has left running. */
    void take(Shutdown shutdown) throws IOException, InterruptedException {
        SupervisorLock lock = shutdown.undo(SupervisorLock.take(directory));
        int ended = lock.clearRemains();
        if (ended > 0) {
            progress.say("ended " + ended + " processes that an earlier run had left");
        }
        lock.recordSupervisor();
    }

    /** @param noBuild whether what was built before will do */
    void build(Path root, boolean noBuild) throws IOException, InterruptedException {
        Build build = new Build(root, Installation.SERVICES, directory.logs().resolve("build.log"));
        if (noBuild) {
            build.requireBuilt();
        } else {
            build.run(progress::say);
        }
    }

    /**
     * Starts everything and returns when a purchase works.
     *
     * @return with which further sales can be opened
     */
    SelfCheck start(Installation installation, RunningSystem system) throws IOException, InterruptedException {
        progress.say("starting Redis, Kafka and the database");
        system.startServers();
        progress.say("starting the services");
        system.startServices();
        progress.say("trying a purchase");
        SelfCheck check = new SelfCheck(
                new EdgeClient(installation.edgeUrl()), installation.secrets().adminToken(), Clock.systemUTC());
        check.awaitPurchase(PURCHASE_LIMIT);
        progress.say("a purchase works");
        return check;
    }
}
