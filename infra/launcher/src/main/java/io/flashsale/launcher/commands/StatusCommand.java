package io.flashsale.launcher.commands;

import io.flashsale.launcher.running.Installation;
import io.flashsale.launcher.running.Standing;
import io.flashsale.launcher.state.StateDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Tells what runs, where, and whether it answers. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Tells what runs, where, and whether it answers. Exit code 1 unless everything does.")
final class StatusCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private StateOption state;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        StateDirectory directory = state.directory();
        Map<String, String> run = directory.runEnv().read();
        boolean containers = run.containsKey(StateDirectory.COMPOSE_PROJECT);
        if (run.isEmpty() || !containers && directory.supervisor().isEmpty()) {
            out.println("Flash Sale is not running.");
            return 1;
        }
        List<Standing> standings = Standing.of(run);
        for (Standing each : standings) {
            String pid = each.pid().isEmpty() ? "-" : each.pid();
            out.printf("%-18s %-8s %-12s %s%n", each.name(), pid, each.state(), each.address());
        }
        boolean complete = standings.size() == Installation.SERVERS.size() + Installation.SERVICES.size()
                && standings.stream().allMatch(each -> each.state() == Standing.State.READY);
        return complete ? 0 : 1;
    }
}
