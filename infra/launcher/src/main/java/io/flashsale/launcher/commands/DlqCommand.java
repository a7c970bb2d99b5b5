package io.flashsale.launcher.commands;

import io.flashsale.launcher.UserError;
import io.flashsale.launcher.deadletters.DeadLetter;
import io.flashsale.launcher.deadletters.LetterBox;
import io.flashsale.launcher.deadletters.LetterText;
import io.flashsale.launcher.deadletters.Replay;
import io.flashsale.servers.HostPort;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows events that nobody could read, and sends them back when the cause is gone. */
@Command(
        name = "dlq",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Shows events of what is up that nobody could read, and sends them back when the cause is gone.")
final class DlqCommand implements Runnable {
    private static final int KEPT_SOME = 1;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which command?");
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "How many dead letters there are of each topic, and how many were not sent back yet.")
    int list(@Mixin StateOption state) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        try (LetterBox box = new LetterBox(broker(state))) {
            out.printf("%-34s %9s %9s%n", "TOPIC", "LETTERS", "NOT SENT");
            for (LetterBox.Content each : box.contents()) {
                out.printf("%-34s %9d %9d%n", each.topic(), each.letters(), each.unsent());
            }
        }
        return 0;
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "The latest dead letters of a topic: offset, time, headers, key and value.")
    int show(
            @Mixin StateOption state,
            @Parameters(paramLabel = "TOPIC", description = "As 'dlq list' names it; .dlq may be left out.")
                    String topic,
            @Option(
                            names = "--limit",
                            paramLabel = "N",
                            defaultValue = "20",
                            description = "So many at most; default: ${DEFAULT-VALUE}.")
                    int limit)
            throws IOException {
        if (limit < 1) {
            throw new ParameterException(spec.commandLine(), "--limit must be at least 1");
        }
        PrintWriter out = spec.commandLine().getOut();
        try (LetterBox box = new LetterBox(broker(state))) {
            List<DeadLetter> letters = box.latest(box.topic(topic), limit);
            letters.forEach(letter -> LetterText.of(letter).forEach(out::println));
            if (letters.isEmpty()) {
                out.println("There are none.");
            }
        }
        return 0;
    }

    /** Which letters of a topic are meant. */
    static final class Choice {
        @Option(
                names = "--offset",
                paramLabel = "O",
                description = "The one at this offset, also if it was sent before.")
        private Long offset;

        @Option(names = "--all", description = "Every one that was not sent back before.")
        private boolean all;
    }

    @Command(
            name = "replay",
            mixinStandardHelpOptions = true,
            description = "Sends dead letters back to the topic they came from. Exit code 1 if some could not be.")
    int replay(
            @Mixin StateOption state,
            @Parameters(paramLabel = "TOPIC", description = "As 'dlq list' names it; .dlq may be left out.")
                    String topic,
            @ArgGroup(multiplicity = "1") Choice choice)
            throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        HostPort broker = broker(state);
        try (LetterBox box = new LetterBox(broker);
                Replay replay = new Replay(box, broker, out::println)) {
            String name = box.topic(topic);
            Replay.Result result = choice.all ? replay.all(name) : replay.one(name, choice.offset);
            out.println(result.sent() + " sent back" + (result.kept() == 0 ? "." : ", " + result.kept() + " kept."));
            return result.kept() == 0 ? 0 : KEPT_SOME;
        } finally {
            out.flush();
        }
    }

    private static HostPort broker(StateOption state) throws IOException {
        String address = state.directory().runEnv().read().get("KAFKA_BOOTSTRAP");
        if (address == null) {
            throw new UserError("nothing is up: " + state.directory().path().resolve("run.env")
                    + " names no Kafka; start it with ./flashsale up or docker compose up");
        }
        return HostPort.parse(address);
    }
}
