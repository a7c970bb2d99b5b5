package io.flashsale.launcher.commands;

import io.flashsale.launcher.UserError;
import io.flashsale.launcher.running.Installation;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what a service or server has written. */
@Command(name = "logs", mixinStandardHelpOptions = true, description = "Shows the log of one service or server.")
final class LogsCommand implements Callable<Integer> {
    private static final int CHUNK_BYTES = 64 * 1024;
    private static final long POLL_MILLIS = 200;

    @Spec
    private CommandSpec spec;

    @Mixin
    private StateOption state;

    @Parameters(
            paramLabel = "SERVICE",
            completionCandidates = Names.class,
            description = "One of ${COMPLETION-CANDIDATES}.")
    private String name;

    @Option(
            names = {"-f", "--follow"},
            description = "Goes on with what is written from now on, until Ctrl-C.")
    private boolean follow;

    static final class Names extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        Names() {
            super(Installation.SERVICES);
            addAll(Installation.SERVERS);
        }
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<String> names = new Names();
        if (!names.contains(name)) {
            throw new ParameterException(spec.commandLine(), "'" + name + "' is none of " + String.join(", ", names));
        }
        Path log = state.directory().logs().resolve(name + ".log");
        if (!Files.exists(log)) {
            throw new UserError("there is no log of " + name + " yet (" + log + ")");
        }
        PrintWriter out = spec.commandLine().getOut();
        long position = print(log, 0, out);
        CountDownLatch never = new CountDownLatch(1);
        while (follow && !never.await(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
            // A shorter file is a new one: the log was rotated.
            position = print(log, Files.exists(log) && Files.size(log) >= position ? position : 0, out);
        }
        return 0;
    }

    /** @return where the file ended */
    private static long print(Path log, long from, PrintWriter out) throws IOException {
        if (!Files.exists(log)) {
            return from;
        }
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            file.seek(from);
            byte[] chunk = new byte[CHUNK_BYTES];
            for (int read = file.read(chunk); read > 0; read = file.read(chunk)) {
                out.print(new String(chunk, 0, read, StandardCharsets.UTF_8));
            }
            out.flush();
            return file.getFilePointer();
        }
    }
}
