package io.flashsale.servers;

import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A small shell process that ends our children when we die without a chance to do it ourselves.
 *
 * <p>It reads the pids of living children from a pipe that only this JVM holds. The pipe ends with this JVM, however
 * that ends; the shell then asks the remaining children to stop, and kills what is left after ten seconds.
 */
public final class OrphanGuard implements Closeable {
    private static final String SCRIPT = """
            pids=' '
            while read -r change pid; do
              case "$change$pids" in
                +*) pids="$pids$pid " ;;
                -*" $pid "*) pids="${pids%% $pid *} ${pids#* $pid }" ;;
              esac
            done
            living() { for p in $pids; do kill -0 "$p" 2>/dev/null && return 0; done; return 1; }
            for p in $pids; do kill -TERM "$p" 2>/dev/null; done
            tries=0
            while living && [ $tries -lt 50 ]; do sleep 0.2; tries=$((tries + 1)); done
            for p in $pids; do kill -KILL "$p" 2>/dev/null; done
            """;

    private static final Logger LOG = LoggerFactory.getLogger(OrphanGuard.class);

    private final Process shell;
    private final Writer pipe;

    private OrphanGuard(Process shell) {
        this.shell = shell;
        this.pipe = shell.outputWriter(StandardCharsets.US_ASCII);
    }

    public static OrphanGuard start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", SCRIPT)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        return new OrphanGuard(Sessions.detach(builder).start());
    }

    void watch(long pid) {
        write("+ " + pid);
    }

    void forget(long pid) {
        write("- " + pid);
    }

    /** A guard that somebody killed is worth a warning, not the children. */
    private synchronized void write(String line) {
        try {
            pipe.write(line + "\n");
            pipe.flush();
        } catch (IOException e) {
            LOG.warn("nobody guards our children any more: {}", e.getMessage());
        }
    }

    /** Ends the shell, which first ends every child it still watches. */
    @Override
    public synchronized void close() throws IOException {
        pipe.close();
    }

    long pid() {
        return shell.pid();
    }
}
