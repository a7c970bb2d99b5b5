package io.flashsale.launcher.state;

import io.flashsale.launcher.UserError;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;

/**
 * The right to supervise an installation: held by one launcher at a time.
 *
 * <p>The lock itself is the operating system's, so it ends with its holder, however that ends.
 */
public final class SupervisorLock implements Closeable {
    private final StateDirectory state;
    private final FileChannel channel;

    private SupervisorLock(StateDirectory state, FileChannel channel) {
        this.state = state;
        this.channel = channel;
    }

    /** Takes the lock and records this process as the supervisor. */
    public static SupervisorLock take(StateDirectory state) throws IOException {
        state.requireNoContainers();
        FileChannel channel = FileChannel.open(state.lockFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!locks(channel)) {
            channel.close();
            String pid = state.supervisor()
                    .map(process -> " (process " + process.pid() + ")")
                    .orElse("");
            throw new UserError(
                    "Flash Sale is already running from " + state.path() + pid + "; stop it with ./flashsale down");
        }
        return new SupervisorLock(state, channel);
    }

    private static boolean locks(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** Records this process, so that {@code down} finds it. */
    public void recordSupervisor() throws IOException {
        state.supervisorFile().write(ProcessHandle.current());
    }

    /**
     * Ends what a supervisor that was killed has left running.
     *
     * @return how many processes were ended
     */
    public int clearRemains() throws IOException, InterruptedException {
        return state.clearRemains();
    }

    /** Removes all that the installation has left on the machine. */
    public void clearState() throws IOException, InterruptedException {
        state.clearRemains();
        state.clear();
    }

    /** Gives the right back and removes its traces. */
    @Override
    public void close() throws IOException {
        state.runEnv().delete();
        state.supervisorFile().delete();
        Files.deleteIfExists(state.lockFile());
        channel.close();
    }
}
