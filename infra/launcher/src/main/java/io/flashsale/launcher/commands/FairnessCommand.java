package io.flashsale.launcher.commands;

import io.flashsale.launcher.UserError;
import io.flashsale.launcher.fairness.Evidence;
import io.flashsale.launcher.fairness.FairnessVerifier;
import io.flashsale.launcher.fairness.FairnessVerifier.Verdict;
import io.flashsale.launcher.gathering.EvidenceFile;
import io.flashsale.launcher.gathering.EvidenceGatherer;
import io.flashsale.launcher.selling.EdgeClient;
import io.flashsale.servers.HostPort;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks whether ranks and line alone decided who could buy. */
@Command(
        name = "fairness",
        mixinStandardHelpOptions = true,
        description = "Checks the commitment, the ranks, the line's history and every sampled decision of a sale,"
                + " and shows who won.",
        footer = {"", "Exit code 0 if the sale was fair, 1 if anything is wrong, 2 if it has not closed or is none."})
final class FairnessCommand implements Callable<Integer> {
    private static final String SALE_ID = "[a-z0-9]{4,32}";
    private static final int FAIR = 0;
    private static final int WRONG = 1;
    private static final int NOT_CLOSED = 2;

    @Spec
    private CommandSpec spec;

    @Mixin
    private StateOption state;

    @Parameters(arity = "0..1", paramLabel = "SALE", description = "The sale's id; not needed with --from.")
    private String saleId;

    @Option(names = "--from", paramLabel = "FILE", description = "Judges evidence that was saved, here or elsewhere.")
    private Path from;

    @Option(names = "--save", paramLabel = "FILE", description = "Saves the evidence as JSON, for anybody to judge.")
    private Path save;

    @Option(
            names = "--feed-delay",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "How much later than it was raised an edge may still not know a line, and how far clocks may"
                    + " be apart; default: ${DEFAULT-VALUE}.")
    private int feedDelay;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (feedDelay < 0) {
            throw new ParameterException(spec.commandLine(), "--feed-delay must be at least 0");
        }
        Evidence evidence = from == null ? gathered() : saved();
        if (save != null) {
            EvidenceFile.write(save, evidence);
        }
        Verdict verdict = FairnessVerifier.verify(evidence, Duration.ofSeconds(feedDelay));
        PrintWriter out = spec.commandLine().getOut();
        FairnessText.of(evidence, verdict).forEach(out::println);
        out.flush();
        if (!verdict.findings().isEmpty()) {
            return WRONG;
        }
        return evidence.sale().closed() ? FAIR : NOT_CLOSED;
    }

    private Evidence saved() throws IOException {
        Evidence evidence = EvidenceFile.read(from);
        if (saleId != null && !saleId.equals(evidence.sale().saleId())) {
            throw new ParameterException(
                    spec.commandLine(),
                    from + " is evidence of the sale " + evidence.sale().saleId());
        }
        return evidence;
    }

    private Evidence gathered() throws IOException, InterruptedException {
        if (saleId == null || !saleId.matches(SALE_ID)) {
            throw new ParameterException(spec.commandLine(), "name a sale by its id, or evidence by --from");
        }
        Map<String, String> run = state.directory().runEnv().read();
        String kafka = run.get("KAFKA_BOOTSTRAP");
        String edge = run.get("EDGE_URL");
        if (kafka == null || edge == null) {
            throw new UserError("nothing is up: " + state.directory().path().resolve("run.env")
                    + " names no Kafka and no edge; start it with ./flashsale up or docker compose up");
        }
        return EvidenceGatherer.gather(
                        saleId, HostPort.parse(kafka), new EdgeClient(URI.create(edge)), run.get("ADMIN_TOKEN"))
                .orElseThrow(() -> new ParameterException(spec.commandLine(), "there is no sale " + saleId));
    }
}
