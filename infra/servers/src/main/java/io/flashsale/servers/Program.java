package io.flashsale.servers;

import java.io.IOException;

/** Something that runs as a process of its own and can be started again on its data after any kind of end. */
public interface Program {
    /** The name used for its log, its pid file and in messages, such as {@code redis}. */
    String name();

    /**
     * Brings its directory into a state to start from, and gives the command.
     *
     * @throws IOException if the directory cannot be prepared; the message is fit for a user
     */
    ProcessBuilder prepare() throws IOException, InterruptedException;

    /** Whether the started process answers its clients now. */
    boolean isReady();
}
