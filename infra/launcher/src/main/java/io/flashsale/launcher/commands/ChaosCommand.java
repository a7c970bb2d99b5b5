package io.flashsale.launcher.commands;

import io.flashsale.chaos.buying.CrowdSettings;
import io.flashsale.launcher.chaos.ChaosOrder;
import io.flashsale.launcher.chaos.ChaosRun;
import io.flashsale.launcher.chaos.Schedule;
import io.flashsale.launcher.proxying.LowPorts;
import io.flashsale.launcher.proxying.Proxies;
import io.flashsale.launcher.running.ExistingServers;
import io.flashsale.launcher.running.Installation;
import io.flashsale.launcher.running.PortPlan;
import io.flashsale.launcher.running.RunningSystem;
import io.flashsale.launcher.running.TrustedProxies;
import io.flashsale.launcher.running.Wiring;
import io.flashsale.launcher.state.StateDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Breaks a system of its own in every way it knows while a crowd buys, and says whether a promise was broken. */
@Command(
        name = "chaos",
        mixinStandardHelpOptions = true,
        description =
                "Starts a system of its own, lets a crowd buy, pay and cancel, and meanwhile kills, freezes, cuts,"
                        + " slows and restarts everything in seeded order; then judges what the crowd was told.",
        footer = {
            "",
            "The same seed gives the same faults. What is up stays untouched. Everything lies in chaos/ of the state"
                    + " directory: logs/history.jsonl has every call. Exit code 1 if a promise was broken."
        })
final class ChaosCommand implements Callable<Integer> {
    private static final int ORDERS_PER_FAULT = 250;
    /** Services that have just started are slow until their code is compiled. */
    private static final Duration RAMP_UP = Duration.ofSeconds(45);

    @Spec
    private CommandSpec spec;

    @Mixin
    private StateOption state;

    @Option(
            names = "--faults",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many; every kind is hit from " + Schedule.ALL_KINDS + " on. Default: ${DEFAULT-VALUE}.")
    private int faults;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "Of the faults and the crowd; default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--stock", paramLabel = "UNITS", description = "Of the crowd's sale; default: 2500.")
    private Integer stock;

    @Option(names = "--buyers", paramLabel = "N", description = "In the crowd; default: 4000.")
    private Integer buyers;

    @Option(names = "--rate", paramLabel = "N", description = "Clicks a second; default: 25.")
    private Integer rate;

    @Option(
            names = "--orders",
            paramLabel = "N",
            description =
                    "The fewest accepted orders; default: 250 for each fault. The crowd goes on until it has them.")
    private Integer orders;

    @Option(names = "--no-build", description = "Runs the services as they were built before.")
    private boolean noBuild;

    @Override
    public Integer call() throws IOException, InterruptedException {
        ChaosOrder order = order();
        PrintWriter out = spec.commandLine().getOut();
        Progress progress = new Progress(out, Clock.systemUTC());
        StateDirectory directory = state.directory().chaos();
        directory.prepare();
        try (Shutdown shutdown = Shutdown.onExit()) {
            try {
                return run(order, directory, shutdown, progress, out) ? 0 : 1;
            } catch (IOException | InterruptedException | RuntimeException e) {
                if (shutdown.hasBegun()) {
                    return 130;
                }
                throw e;
            }
        }
    }

    private boolean run(
            ChaosOrder order, StateDirectory directory, Shutdown shutdown, Progress progress, PrintWriter out)
            throws IOException, InterruptedException {
        Claim claim = new Claim(directory, progress);
        claim.take(shutdown);
        directory.clearData();
        Path root = StateOption.root();
        claim.build(root, noBuild);
        Proxies proxies = shutdown.undo(new Proxies(seed));
        Wiring wiring = ProxiedWiring.through(proxies, true, null);
        PortPlan ports = new PortPlan(LowPorts.row(PortPlan.COUNT));
        Installation installation = new Installation(
                root,
                directory,
                ports,
                "127.0.0.1",
                ExistingServers.none(),
                directory.secrets(),
                TrustedProxies.none(),
                wiring);
        RunningSystem system = shutdown.undo(new RunningSystem(installation, progress::say));
        progress.say("seed " + seed + ", " + faults + " faults; logs in " + directory.logs());
        claim.start(installation, system);
        ChaosRun run = shutdown.undo(new ChaosRun(
                order, installation, system, proxies, directory.logs().resolve("history.jsonl"), progress::say));
        boolean clean = run.run(out::println);
        out.flush();
        return clean;
    }

    private ChaosOrder order() {
        CrowdSettings usual = CrowdSettings.usual(seed);
        CrowdSettings crowd = usual.withCrowd(
                        atLeastOne("--buyers", buyers, usual.buyers()), atLeastOne("--stock", stock, usual.stock()))
                .withClicksPerSecond(atLeastOne("--rate", rate, usual.clicksPerSecond()))
                .withRampUp(RAMP_UP);
        atLeastOne("--faults", faults, faults);
        return new ChaosOrder(faults, seed, atLeastOne("--orders", orders, faults * ORDERS_PER_FAULT), crowd);
    }

    private int atLeastOne(String name, Integer given, int otherwise) {
        if (given != null && given < 1) {
            throw new ParameterException(spec.commandLine(), name + " must be at least 1");
        }
        return given == null ? otherwise : given;
    }
}
