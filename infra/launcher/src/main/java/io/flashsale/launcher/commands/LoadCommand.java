package io.flashsale.launcher.commands;

import io.flashsale.launcher.UserError;
import io.flashsale.launcher.loading.LoadOrder;
import io.flashsale.launcher.loading.LoadSession;
import io.flashsale.launcher.state.StateDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts load on what is up and ends with the ledger's verdict. */
@Command(
        name = "load",
        mixinStandardHelpOptions = true,
        description = "Runs a Gatling simulation with a sale of its own against what is up, and judges the ledger.",
        footer = {
            "",
            "Exit code 1 if the ledger does not balance or settle, anything was oversold, a request failed, or a bound of"
                    + " the simulation was missed."
        })
final class LoadCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private StateOption state;

    @Parameters(
            arity = "0..1",
            paramLabel = "SIMULATION",
            defaultValue = "OpeningSpike",
            completionCandidates = Names.class,
            description = "One of ${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.")
    private String simulation;

    @Option(
            names = "--users",
            paramLabel = "N",
            description = "Buyers; default: 200, RetryStorm 1000, Soak 10/s," + " MixedCrowd 500.")
    private Integer users;

    @Option(
            names = "--stock",
            paramLabel = "S",
            description = "Units; default: a quarter of the buyers, Soak all," + " MixedCrowd a tenth.")
    private Integer stock;

    @Option(names = "--clicks", paramLabel = "C", description = "Clicks of each; default: 3, RetryStorm 10, Soak 1.")
    private Integer clicks;

    @Option(names = "--minutes", paramLabel = "M", description = "How long buyers arrive in Soak; default: 2.")
    private Integer minutes;

    @Option(
            names = "--spread",
            paramLabel = "SECONDS",
            description = "How the first clicks spread from the opening on.")
    private Integer spread;

    @Option(
            names = "-D",
            paramLabel = "KEY=VALUE",
            description =
                    "Any other setting of the simulation: arrival, paying, cancelling, hold, p99; of Overload: from, by,"
                            + " steps, step, crowd.")
    private Map<String, String> others = new LinkedHashMap<>();

    @Option(names = "--allow-remote", description = "Also when the system is not on this machine.")
    private boolean allowRemote;

    static final class Names extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        Names() {
            super(LoadOrder.SIMULATIONS);
        }
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!LoadOrder.SIMULATIONS.contains(simulation)) {
            throw new ParameterException(
                    spec.commandLine(), "'" + simulation + "' is none of " + String.join(", ", LoadOrder.SIMULATIONS));
        }
        Map<String, String> settings = settings();
        StateDirectory directory = state.directory();
        LoadOrder order = order(directory, settings);
        PrintWriter out = spec.commandLine().getOut();
        Progress progress = new Progress(out, Clock.systemUTC());
        try (Shutdown shutdown = Shutdown.onExit()) {
            try {
                LoadSession session = shutdown.start(() -> LoadSession.start(
                        order, StateOption.root(), directory.logs(), Clock.systemUTC(), progress::say));
                boolean passed = session.finish(out::println);
                out.flush();
                return passed ? 0 : 1;
            } catch (IOException | InterruptedException | RuntimeException e) {
                if (shutdown.hasBegun()) {
                    return 130;
                }
                throw e;
            }
        }
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>(others);
        put(settings, "users", users, 1);
        put(settings, "stock", stock, 1);
        put(settings, "clicks", clicks, 1);
        put(settings, "minutes", minutes, 1);
        put(settings, "spread", spread, 0);
        return settings;
    }

    private void put(Map<String, String> settings, String name, Integer value, int least) {
        if (value == null) {
            return;
        }
        if (value < least) {
            throw new ParameterException(spec.commandLine(), "--" + name + " must be at least " + least);
        }
        settings.put(name, value.toString());
    }

    private LoadOrder order(StateDirectory directory, Map<String, String> settings) throws IOException {
        Map<String, String> run = directory.runEnv().read();
        String url = run.get("EDGE_URL");
        String token = run.get("ADMIN_TOKEN");
        if (url == null || token == null) {
            throw new UserError("nothing is up: " + directory.path().resolve("run.env")
                    + " names no edge; start it with ./flashsale up or docker compose up");
        }
        URI edge = URI.create(url);
        if (!allowRemote && !LoadOrder.isLocal(edge)) {
            throw new UserError(url + " is not on this machine; if it is yours to put under load, say --allow-remote");
        }
        return new LoadOrder(simulation, settings, edge, token, directory.path().resolve("run.env"), allowRemote);
    }
}
