package io.flashsale.launcher.commands;

import io.flashsale.launcher.proxying.Proxies;
import io.flashsale.launcher.running.Installation;
import io.flashsale.launcher.running.PortPlan;
import io.flashsale.launcher.running.RunningSystem;
import io.flashsale.launcher.running.TrustedProxies;
import io.flashsale.launcher.running.Wiring;
import io.flashsale.launcher.selling.SaleOptions;
import io.flashsale.launcher.selling.SelfCheck;
import io.flashsale.launcher.state.StateDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts everything, waits until a purchase works, and keeps it running until it is told to stop. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = "Starts everything and keeps it running until Ctrl-C or 'flashsale down'.",
        footer = {
            "",
            "Ports, from --port N: edge N, inventory N+1, order N+2, payment N+3, Redis N+4, Kafka N+5 and N+6,"
                    + " database N+7."
        })
final class UpCommand implements Callable<Integer> {
    private static final Duration SALE_LIMIT = Duration.ofSeconds(20);

    @Spec
    private CommandSpec spec;

    @Mixin
    private StateOption state;

    @Mixin
    private ExistingServersOptions existing;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8080",
            converter = Converters.Ports.class,
            description = "First of eight ports in a row; default: ${DEFAULT-VALUE}.")
    private PortPlan ports;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "Where the edge listens; everything else stays on 127.0.0.1. Default: ${DEFAULT-VALUE}.")
    private String host;

    @Option(
            names = "--sale",
            paramLabel = "KEY=VALUE,...",
            converter = Converters.Sales.class,
            description = "Opens a demo sale once everything works, such as stock=300,opensIn=5s. Keys: stock, opensIn,"
                    + " closesIn, price, currency, title, perUserLimit, hold, mode (open, lottery, fixed:P).")
    private SaleOptions sale;

    @Option(
            names = "--trusted-proxies",
            paramLabel = "CIDR,...",
            converter = Converters.Proxies.class,
            description =
                    "Networks whose X-Forwarded-For the edge believes, such as 127.0.0.1/32; default: none. Whoever"
                            + " calls from there may claim any address: MixedCrowd does.")
    private TrustedProxies trustedProxies;

    @Option(names = "--no-build", description = "Runs the services as they were built before.")
    private boolean noBuild;

    @Option(
            names = "--crash-points",
            hidden = true,
            paramLabel = "DIR",
            description = "Files in this directory arm the services' crash points.")
    private Path crashPoints;

    @Option(names = "--proxies", hidden = true, description = "Services reach servers and each other through proxies.")
    private boolean proxies;

    @Option(
            names = "--throttle",
            paramLabel = "N",
            description = "inventory-service takes no more than N clicks a second, one after the other: for 'load"
                    + " Overload'.")
    private Integer clicksPerSecond;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Progress progress = new Progress(spec.commandLine().getOut(), Clock.systemUTC());
        StateDirectory directory = state.directory();
        directory.prepare();
        try (Shutdown shutdown = Shutdown.onExit()) {
            try {
                Claim claim = new Claim(directory, progress);
                Installation installation = claim(claim, directory, shutdown);
                start(claim, installation, shutdown, progress);
                new CountDownLatch(1).await();
                return 0;
            } catch (IOException | InterruptedException | RuntimeException e) {
                if (shutdown.hasBegun()) {
                    return 130;
                }
                throw e;
            }
        }
    }

    private Installation claim(Claim claim, StateDirectory directory, Shutdown shutdown)
            throws IOException, InterruptedException {
        claim.take(shutdown);
        ports.requireFree(existing.toServers(), host);
        Path root = StateOption.root();
        claim.build(root, noBuild);
        return new Installation(
                root,
                directory,
                ports,
                host,
                existing.toServers(),
                directory.secrets(),
                trustedProxies == null ? TrustedProxies.none() : trustedProxies,
                wiring(shutdown));
    }

    private Wiring wiring(Shutdown shutdown) throws IOException {
        Path armed = crashPoints == null
                ? null
                : Files.createDirectories(crashPoints).toRealPath();
        if (!proxies) {
            return new Wiring(Wiring.none().links(), Map.of(), armed, clicksPerSecond);
        }
        return ProxiedWiring.through(
                shutdown.undo(new Proxies(0)), existing.toServers().kafka() == null, armed);
    }

    private void start(Claim claim, Installation installation, Shutdown shutdown, Progress progress)
            throws IOException, InterruptedException {
        RunningSystem system = shutdown.undo(new RunningSystem(installation, progress::say));
        SelfCheck check = claim.start(installation, system);
        String saleId = sale == null ? null : check.openSale(sale, SALE_LIMIT);
        new Welcome(installation, spec.commandLine().getOut()).print(sale, saleId);
    }
}
