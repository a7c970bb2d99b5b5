package io.flashsale.launcher.commands;

import io.flashsale.launcher.UserError;
import io.flashsale.servers.HostPort;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code flashsale} command: one system on one machine. */
@Command(
        name = "flashsale",
        mixinStandardHelpOptions = true,
        version = "flashsale 1.0.0",
        synopsisSubcommandLabel = "COMMAND",
        description = "Runs a whole flash sale on this machine.",
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            LogsCommand.class,
            LoadCommand.class,
            ChaosCommand.class,
            DlqCommand.class,
            FairnessCommand.class,
            ResetCommand.class,
            ProvisionCommand.class,
            CommandLine.HelpCommand.class
        },
        footer = {"", "Exit codes: 0 done, 1 failed, 2 wrong options."})
final class LauncherMain implements Runnable {
    private static final int FAILED = 1;

    @Spec
    private CommandSpec spec;

    private LauncherMain() {}

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which command?");
    }

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        CommandLine main = new CommandLine(new LauncherMain());
        String[] version = main.getCommandSpec().version();
        main.getSubcommands().values().forEach(command -> command.getCommandSpec()
                .version(version));
        return main.registerConverter(HostPort.class, new Converters.HostPorts())
                .setExecutionExceptionHandler((failure, command, result) -> explain(failure, command.getErr()))
                .setParameterExceptionHandler(LauncherMain::explainUse);
    }

    /** One line for what a user can put right or report; a stack trace helps nobody at a prompt. */
    private static int explain(Exception failure, PrintWriter err) {
        boolean expected = failure instanceof UserError || failure instanceof IOException;
        String message = failure.getMessage() == null || !expected ? failure.toString() : failure.getMessage();
        err.println("flashsale: " + message);
        return FAILED;
    }

    private static int explainUse(ParameterException failure, String[] args) {
        CommandLine command = failure.getCommandLine();
        command.getErr().println("flashsale: " + failure.getMessage());
        command.getErr().println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }
}
