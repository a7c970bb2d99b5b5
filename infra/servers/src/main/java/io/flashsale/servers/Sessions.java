package io.flashsale.servers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts commands in a session of their own, so that Ctrl-C in the terminal reaches us alone and we can stop the
 * children in order.
 */
final class Sessions {
    private static final List<Path> SETSID = List.of(Path.of("/usr/bin/setsid"), Path.of("/bin/setsid"));

    private Sessions() {}

    /** Puts {@code setsid} before the command where it exists; it becomes the command, so the pid is the command's. */
    static ProcessBuilder detach(ProcessBuilder builder) {
        SETSID.stream().filter(Files::isExecutable).findFirst().ifPresent(setsid -> {
            List<String> command = new ArrayList<>();
            command.add(setsid.toString());
            command.addAll(builder.command());
            builder.command(command);
        });
        return builder;
    }
}
