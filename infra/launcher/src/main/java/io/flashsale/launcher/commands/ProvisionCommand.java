package io.flashsale.launcher.commands;

import io.flashsale.launcher.provisioning.ServiceSecrets;
import io.flashsale.launcher.running.RunFacts;
import io.flashsale.launcher.state.EnvFile;
import io.flashsale.launcher.state.Secrets;
import io.flashsale.launcher.state.StateDirectory;
import io.flashsale.servers.Databases;
import io.flashsale.servers.HostPort;
import io.flashsale.servers.Topics;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prepares an installation whose programs somebody else starts, such as docker compose. */
@Command(
        name = "provision",
        hidden = true,
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Prepares an installation that docker compose starts.")
final class ProvisionCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which command?");
    }

    @Command(
            name = "secrets",
            mixinStandardHelpOptions = true,
            description = "Draws the secrets that are missing and gives each container its own.")
    void secrets(@Parameters(paramLabel = "DIR") Path directory) throws IOException {
        new ServiceSecrets(directory).write(System.getenv());
    }

    @Command(
            name = "servers",
            mixinStandardHelpOptions = true,
            description = "Creates schemas, users and topics where they are missing, and writes run.env.")
    void servers(
            @Option(names = "--secrets", required = true, description = "has secrets.env") Path secretsDirectory,
            @Option(names = "--mysql", required = true, description = "as seen from here") HostPort mysql,
            @Option(names = "--kafka", required = true, description = "as seen from here") HostPort kafka,
            @Option(names = "--run-env", required = true) Path runEnv,
            @Option(names = "--owner-of", required = true, description = "whose owner is to own run.env") Path owned,
            @Option(names = "--compose-project", required = true) String project,
            @Option(names = "--published-edge", required = true, description = "as seen by the user") HostPort edge,
            @Option(names = "--published-inventory", required = true) HostPort inventory,
            @Option(names = "--published-order", required = true) HostPort order,
            @Option(names = "--published-payment", required = true) HostPort payment,
            @Option(names = "--published-redis", required = true) HostPort publishedRedis,
            @Option(names = "--published-kafka", required = true) HostPort publishedKafka,
            @Option(names = "--published-mysql", required = true) HostPort publishedMysql)
            throws IOException, InterruptedException {
        Secrets secrets = ServiceSecrets.read(secretsDirectory);
        new Databases(mysql, "root", secrets.mysqlRootPassword()).provision(RunFacts.accounts(secrets), false);
        new Topics(kafka).provision(false);
        Map<String, String> facts = new RunFacts(
                        url(edge),
                        url(inventory),
                        url(order),
                        url(payment),
                        publishedRedis,
                        publishedKafka,
                        publishedMysql,
                        "root",
                        secrets.mysqlRootPassword())
                .with(secrets);
        facts.put(StateDirectory.COMPOSE_PROJECT, project);
        new EnvFile(runEnv).write(facts);
        // The directory may have been made by Docker a moment ago.
        for (Path ours : new Path[] {runEnv.getParent(), runEnv}) {
            Files.setOwner(ours, Files.getOwner(owned));
        }
    }

    private static URI url(HostPort address) {
        return URI.create("http://" + address);
    }
}
