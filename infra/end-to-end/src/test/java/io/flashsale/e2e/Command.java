package io.flashsale.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A short command of the operating system, run to its end. */
final class Command {

    private Command() {}

    /** What the command says, without line ends around it; fails when it ends with an error. */
    static String run(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output;
            try (InputStream said = process.getInputStream()) {
                output = new String(said.readAllBytes(), StandardCharsets.UTF_8).strip();
            }
            int code = process.waitFor();
            if (code != 0) {
                throw new AssertionError(List.of(command) + " ended with " + code + ": " + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
